package dev.millrace.devstack.run;

import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.devstack.identity.Identity;
import dev.millrace.devstack.identity.Login;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Option of commands that only an admin may execute. */
final class AdminToken {
    @Option(
            names = "--token",
            scope = ScopeType.INHERIT,
            description =
                    "Access token of an admin; required with another issuer. Default: a token of this system's issuer.")
    private String token;

    /** The given token, or one that the system's issuer makes now. */
    String get(LocalSystem system) {
        return token == null ? new Login(system.part(Identity.NAME).address()).as(DemoUser.ADMIN) : token;
    }
}

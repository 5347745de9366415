package dev.millrace.devstack.identity;

import dev.millrace.devstack.process.ReadyFile;
import java.nio.file.Path;
import java.util.Optional;

/** Main class of the issuer's process. The signing key is kept in a file, so that tokens stay valid after a restart. */
final class IdentityServer {
    private IdentityServer() {}

    public static void main(String[] args) throws Exception {
        Optional<String> objection = DevelopmentOnly.objection(System.getenv());
        if (objection.isPresent()) {
            System.err.println("Not started: " + objection.get());
            System.exit(1);
        }
        Path data = Path.of(args[0]);
        ReadyFile readyFile = ReadyFile.in(data);
        readyFile.delete();
        Issuer issuer = Issuer.start(Integer.parseInt(args[1]), SigningKey.keptIn(data.resolve("key.json")));
        System.out.println("Tokens for development at " + issuer.url());
        readyFile.write();
    }
}

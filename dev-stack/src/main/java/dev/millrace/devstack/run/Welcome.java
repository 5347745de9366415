package dev.millrace.devstack.run;

import dev.millrace.devstack.identity.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Prints {@code welcome.txt}, the first steps in a running system. */
final class Welcome {

    private Welcome() {}

    static void print(LocalSystem system) {
        try (var text = Welcome.class.getResourceAsStream("welcome.txt")) {
            Console.say(new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{issuer}", system.part(Identity.NAME).address())
                    .replace("{console}", system.part("api-gateway").address())
                    .replace("{api}", system.part("api-gateway").address() + "/api")
                    .replace(
                            "{views}",
                            system.observation().links(new PortMap(system.offset(), system.instances())).stream()
                                    .map(link -> link + "\n")
                                    .collect(Collectors.joining()))
                    .replace("{logs}", system.command("logs order-service"))
                    .replace("{stop}", system.command("stop")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

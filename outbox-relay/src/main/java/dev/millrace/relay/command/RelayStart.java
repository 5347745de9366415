package dev.millrace.relay.command;

import dev.millrace.relay.leadership.Relay;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts the relay with the process, unless the process executes a command. */
@Singleton
class RelayStart {
    void start(@Observes StartupEvent event, Relay relay, @CommandLineArguments String[] arguments) {
        if (arguments.length == 0) {
            relay.start();
        }
    }
}

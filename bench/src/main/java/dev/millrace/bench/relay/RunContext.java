package dev.millrace.bench.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.devstack.process.Ports;
import java.nio.file.Path;

/**
 * Names and resources of one relay in one round. The names are unique, so that no state of an earlier round is reused.
 *
 * @param id letters, digits and _ only
 * @param directory for configuration and working files
 * @param port for an HTTP server, if it has one
 */
record RunContext(String id, DevStack stack, Path directory, int port) {
    static final Database DATABASE = Database.ORDERS;
    static final String PUBLICATION = "outbox";
    static final int PARTITIONS = 6;

    static RunContext of(String id, DevStack stack, Path directory) {
        return new RunContext(id, stack, directory.resolve(id), Ports.free());
    }

    String topic() {
        return "peers." + id;
    }

    String slot() {
        return "peers_" + id;
    }

    String jdbcUrl() {
        return stack.jdbcUrl(DATABASE);
    }

    String postgresPort() {
        return Integer.toString(stack.postgres().port());
    }

    Credentials reader() {
        return Credentials.RELAY;
    }
}

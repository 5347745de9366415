package dev.millrace.bench.peers;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.devstack.process.Ports;
import java.nio.file.Path;

/**
 * What one contestant is to relay in one round: names that nobody else uses, so that nothing is left of the round
 * before.
 *
 * @param id letters, digits and _ only
 * @param directory for its configuration and whatever it writes
 * @param port for its HTTP server, should it have one
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

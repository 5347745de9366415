package dev.millrace.devstack.run;

import dev.millrace.devstack.Database;

/** The port of every part, all moved by the same offset. */
record PortMap(int offset) {

    int postgres() {
        return 15_432 + offset;
    }

    int kafka() {
        return 19_092 + offset;
    }

    int identity() {
        return 8_085 + offset;
    }

    int of(Service service) {
        return service.port() + offset;
    }

    String jdbcUrl(Database database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres(), database.databaseName());
    }
}

package dev.millrace.relay.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;

/** One database with an outbox table. */
public interface SourceConfig {

    /**
     * {@code jdbc:postgresql://host:port/database}; driver parameters may follow. With several servers, {@code
     * host:port,host:port}, {@code targetServerType=primary} makes the relay follow the one that accepts writes.
     */
    @Pattern(regexp = "jdbc:postgresql://.+", message = "must begin with jdbc:postgresql://")
    String jdbcUrl();

    /** A role with LOGIN and REPLICATION and with the grants of the outbox migration. */
    String username();

    String password();

    /** Replication slot, created by the relay. Default: {@code outbox_relay_<name>}. */
    Optional<@Pattern(regexp = "[a-z0-9_]{1,63}", message = "a slot's name has a-z, 0-9 and _ only") String> slot();

    /**
     * Slot of another program that has published from this table until now, such as Debezium's connector. The first
     * start continues where that program has stopped. See docs/decisions/081-takeover.md.
     */
    Optional<@Pattern(regexp = "[a-z0-9_]{1,63}", message = "a slot's name has a-z, 0-9 and _ only") String>
            takeOverSlot();

    @WithDefault("outbox")
    String publication();

    @WithDefault("public.outbox")
    @Pattern(regexp = "[^.]+\\.[^.]+", message = "must be <schema>.<table>")
    String table();

    /** How the table stores events and, with that, the format of the records. */
    @WithDefault("millrace")
    Layout layout();

    /**
     * In the layout {@code debezium}: settings of the outbox event router, such as {@code route.topic.replacement},
     * and of Kafka Connect's {@code key.converter}, {@code value.converter} and {@code header.converter}, each by
     * its name there. A name with dots is quoted: {@code relay.sources.orders.router."route.topic.replacement"}.
     */
    Map<String, String> router();

    /** In the layout {@code debezium}: notes parked rows. The table has one column, {@code id uuid}. */
    @WithDefault("public.outbox_parked")
    @Pattern(regexp = "[^.]+\\.[^.]+", message = "must be <schema>.<table>")
    String parkedTable();

    @WithDefault("public.outbox_heartbeat")
    @Pattern(regexp = "[^.]+\\.[^.]+", message = "must be <schema>.<table>")
    String heartbeatTable();

    /**
     * A larger row is never read whole; it is parked by its id. When this limit is raised, Kafka's must be raised
     * as well: {@code kafka.max.request.size} and the topic's {@code max.message.bytes}.
     */
    @WithDefault("4M")
    MemorySize maxRowSize();

    /** Layouts of outbox tables. */
    enum Layout {
        /** The table of Millrace's own migration; records are CloudEvents. */
        MILLRACE,
        /**
         * The table of Debezium's outbox event router and of {@code debezium-quarkus-outbox}; records are those that
         * the router makes.
         */
        DEBEZIUM
    }
}

package dev.millrace.relay.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the relay can be told; every key may come from the environment ({@code RELAY_SOURCES_ORDERS_JDBC_URL}). An
 * unknown key under {@code relay.} stops the start. Where Kafka is, is said by {@code kafka.bootstrap.servers}, and any
 * other client setting the same way, such as {@code kafka.security.protocol}.
 */
@ConfigMapping(prefix = "relay")
public interface RelayConfig {

    /** The databases to relay from, each by a short name of your own: {@code relay.sources.orders.jdbc-url}. */
    @NotEmpty(message = "no source is configured; set relay.sources.<name>.jdbc-url, .username and .password")
    Map<@Pattern(regexp = "[a-z0-9_]{1,40}", message = "a source's name has a-z, 0-9 and _ only") String, Source>
            sources();

    /**
     * Topic by aggregate type: {@code relay.routes.order=order.events}. A row of any other type is parked. A route that a
     * variable names, such as {@code RELAY_ROUTES_ORDER_LINE}, is that of all types that make this variable's name:
     * {@code order_line}, {@code Order-Line}, {@code order.line}.
     */
    @NotEmpty(message = "no route is configured; set relay.routes.<aggregate-type>=<topic>")
    Map<
                    String,
                    @Pattern(
                            regexp = "[a-zA-Z0-9._-]{1,249}",
                            message = "is no topic's name: it has letters, digits, . _ and - only")
                    String>
            routes();

    Topics topics();

    /** How committed events are found. All relays of a source must agree: stop them all before changing it. */
    @WithDefault("log-tailing")
    Mode mode();

    Polling polling();

    /**
     * What to do when the position is lost: the replication slot is gone or no longer keeps what is unpublished, the
     * database has another history than the one that was published, or Kafka has no position any more.
     */
    @WithDefault("stop")
    OnLostSlot onLostSlot();

    /** While nothing is published, a row is written to the heartbeat table this often, so that the slot moves on. */
    @WithDefault("10s")
    Duration heartbeat();

    /**
     * How long published rows stay in the table. Kafka has them; zero removes them within seconds. The last 50,000 at
     * most, and for less than the topics keep their events: a row whose event is gone counts as unpublished.
     */
    @WithDefault("0s")
    Duration keepPublished();

    Limits limits();

    /** Most events in one Kafka transaction; 10,000 when polling. While it is published, as much again is read ahead. */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int batchSize();

    /** Most characters of headers and payloads in one Kafka transaction; a larger event is alone in its own. */
    @WithDefault("4M")
    MemorySize batchCharacters();

    /** Begins the transactional id, which ends with the source's name. Relays that stand by for each other share it. */
    @WithDefault("outbox-relay")
    String transactionalIdPrefix();

    /**
     * How long a leader may be silent before a standby takes its place, as it must when the leader's host is frozen or
     * cut off. A leader that dies is replaced at once.
     */
    @WithDefault("5s")
    Duration lease();

    Backoff backoff();

    /** Ways of finding committed events. */
    enum Mode {
        /** Reads PostgreSQL's log through a replication slot: woken by the commit, in commit order. */
        LOG_TAILING,
        /** Queries the table: for databases without logical replication. */
        POLLING
    }

    /** The choices when a position is lost. */
    enum OnLostSlot {
        /** Publish and remove nothing more and say so, until somebody decides. */
        STOP,
        /**
         * Read the events' ids from Kafka, remove the rows that are there already, make a new slot and publish the rest.
         * Takes as long as reading the topics does.
         */
        RESYNC
    }

    /** Of the mode {@code polling} only. */
    interface Polling {
        /** Between a query that found nothing and the next. */
        @WithDefault("100ms")
        Duration interval();

        /** Parts of a source, by aggregate id, that several relays can work on at a time. */
        @WithDefault("1")
        @Min(1)
        @Max(256)
        int shares();
    }

    /** Readiness turns down beyond these. */
    interface Limits {
        /** How long a row may wait. */
        @WithDefault("1m")
        Duration lag();

        /** How much of the log the slot may hold back: {@code 512M}, {@code 2G}. */
        @WithDefault("1G")
        MemorySize retainedWal();
    }

    /** One database with an outbox table. */
    interface Source {
        /** Where it is, {@code jdbc:postgresql://host:port/database}; driver parameters may follow. */
        @Pattern(regexp = "jdbc:postgresql://.+", message = "must begin with jdbc:postgresql://")
        String jdbcUrl();

        /** A role that may log in and replicate, and that has the outbox migration's grants. */
        String username();

        String password();

        /** Replication slot; the relay makes it. Default: {@code outbox_relay_<name>}. */
        Optional<@Pattern(regexp = "[a-z0-9_]{1,63}", message = "a slot's name has a-z, 0-9 and _ only") String> slot();

        @WithDefault("outbox")
        String publication();

        @WithDefault("public.outbox")
        @Pattern(regexp = "[^.]+\\.[^.]+", message = "must be <schema>.<table>")
        String table();

        @WithDefault("public.outbox_heartbeat")
        @Pattern(regexp = "[^.]+\\.[^.]+", message = "must be <schema>.<table>")
        String heartbeatTable();

        /**
         * A larger row is never read whole, but parked by its id. What Kafka takes must be raised together with it:
         * {@code kafka.max.request.size} and the topic's {@code max.message.bytes}.
         */
        @WithDefault("4M")
        MemorySize maxRowSize();
    }

    /** Topics of the relay's own. */
    interface Topics {
        /** How far each source has been published: one record a source, compacted. */
        @WithDefault("outbox-relay.positions")
        String positions();

        /** Rows that cannot be published, with the reason. */
        @WithDefault("outbox-relay.dlq")
        @WithName("dead-letters")
        String deadLetters();
    }

    /** Waits between attempts while PostgreSQL or Kafka is away: doubling from the first to the longest. */
    interface Backoff {
        @WithDefault("200ms")
        Duration first();

        @WithDefault("5s")
        Duration longest();
    }
}

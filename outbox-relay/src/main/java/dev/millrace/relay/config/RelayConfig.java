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
import java.util.OptionalInt;
import org.hibernate.validator.constraints.time.DurationMax;

/**
 * The relay's configuration. Every key may come from an environment variable ({@code RELAY_SOURCES_ORDERS_JDBC_URL}).
 * An unknown key under {@code relay.} stops the start. {@code kafka.bootstrap.servers} names the Kafka cluster; any
 * other Kafka client setting is given the same way, such as {@code kafka.security.protocol}.
 */
@ConfigMapping(prefix = "relay")
public interface RelayConfig {

    /** The databases to relay from, each by a short name of your choice: {@code relay.sources.orders.jdbc-url}. */
    @NotEmpty(message = "no source is configured; set relay.sources.<name>.jdbc-url, .username and .password")
    Map<@Pattern(regexp = "[a-z0-9_]{1,40}", message = "a source's name has a-z, 0-9 and _ only") String, SourceConfig>
            sources();

    /**
     * Topic by aggregate type: {@code relay.routes.order=order.events}. A row of a type without a route is parked. A
     * variable's name does not preserve the spelling of a type. {@code RELAY_ROUTES_ORDER_LINE} therefore applies to
     * every type that maps to this name: {@code order_line}, {@code Order-Line}, {@code order.line}.
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

    /**
     * How committed events are found. All relays of a source must use the same mode: stop all of them before changing
     * it.
     */
    @WithDefault("log-tailing")
    Mode mode();

    Polling polling();

    /**
     * What to do when the position is lost: the replication slot is gone or no longer retains the unpublished log, the
     * database has another history than the one that was published, or Kafka has no position any more.
     */
    @WithDefault("stop")
    OnLostSlot onLostSlot();

    /**
     * While nothing is published, a row is written to the heartbeat table at this interval, so that the slot advances.
     */
    @WithDefault("10s")
    Duration heartbeat();

    /**
     * How long published rows stay in the table, counted from their {@code time}. Zero removes them within seconds,
     * because Kafka has the events. At most the last 50,000 rows are kept. The value must be shorter than the retention
     * of the topics: a row whose event is gone from Kafka counts as unpublished.
     */
    @WithDefault("0s")
    Duration keepPublished();

    Limits limits();

    /**
     * Maximum number of events in one Kafka transaction; at most 10,000 when polling. While a batch is published, up to
     * as many again are read ahead.
     */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int batchSize();

    /**
     * Number of characters of headers and payloads at which a batch is closed; the last event of a batch may exceed it.
     */
    @WithDefault("4M")
    MemorySize batchCharacters();

    /**
     * Interval between the Kafka transactions of a source, when tailing the log. A few events after a pause are
     * published at once. Under load those of an interval are published together at its end, or when a batch is full.
     * Each transaction costs the broker and every consumer a fixed amount of work, so an interval saves processor time
     * in a busy system. It adds at most its own length to the latency of an event. Zero: each event is published at
     * once.
     */
    @WithDefault("0ms")
    @DurationMax(seconds = 10, message = "must be at most 10s")
    Duration batchInterval();

    /**
     * Prefix of the transactional ids; the name of the source follows. Relays that stand by for each other share it.
     */
    @WithDefault("outbox-relay")
    String transactionalIdPrefix();

    /**
     * How long a leader may be silent before a standby takes over, in case the leader's host is frozen or cut off. A
     * leader that dies is replaced at once, because its database session ends.
     */
    @WithDefault("5s")
    Duration lease();

    Backoff backoff();

    /** Ways of finding committed events. */
    enum Mode {
        /** Reads PostgreSQL's write-ahead log through a replication slot: woken by each commit, in commit order. */
        LOG_TAILING,
        /** Queries the table, for databases without logical replication. */
        POLLING
    }

    /** Choices for a lost position. */
    enum OnLostSlot {
        /** Publish and remove nothing, and report the loss in readiness and the log, until an operator decides. */
        STOP,
        /**
         * Read the event ids from Kafka, remove the rows whose events are there, create a new slot and publish the
         * remaining rows. Takes as long as reading the topics does.
         */
        RESYNC
    }

    /** Settings of the mode {@code polling} only. */
    interface Polling {
        /** Wait after a query that found nothing. */
        @WithDefault("100ms")
        Duration interval();

        /** Number of shards of a source, by hash of the aggregate id. Several relays can each lead some of them. */
        @WithDefault("${relay.polling.shares:1}")
        @Min(1)
        @Max(256)
        int shards();

        /** The earlier name of {@link #shards()}; still read. */
        OptionalInt shares();
    }

    /** Readiness is down beyond these limits. */
    interface Limits {
        /** How long the oldest unpublished row may wait. */
        @WithDefault("1m")
        Duration lag();

        /** How much of the log PostgreSQL may retain for the slot: {@code 512M}, {@code 2G}. */
        @WithDefault("1G")
        MemorySize retainedWal();
    }

    /** The relay's own topics. */
    interface Topics {
        /** How far each source is published: one record per source or shard, compacted. */
        @WithDefault("outbox-relay.positions")
        String positions();

        /** Rows that cannot be published, each with the reason. */
        @WithDefault("outbox-relay.dlq")
        @WithName("dead-letters")
        String deadLetters();
    }

    /** Back-off between attempts while PostgreSQL or Kafka is unavailable. It doubles up to the longest wait. */
    interface Backoff {
        @WithDefault("200ms")
        Duration first();

        @WithDefault("5s")
        Duration longest();
    }
}

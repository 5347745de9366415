package dev.millrace.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PreflightTest {
    private static final DevStack STACK = DevStackResource.stack();

    private final Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
    private Outbox outbox;

    @BeforeEach
    void renew() throws Exception {
        outbox = Outbox.fresh(STACK, Database.ORDERS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        DROP TABLE outbox                              | there is no table public.outbox; has its owner's migration run?
        ALTER TABLE outbox DROP parked                 | ALTER TABLE public.outbox ADD COLUMN parked boolean NOT NULL DEFAULT false
        ALTER TABLE outbox ALTER parked DROP NOT NULL  | ALTER TABLE public.outbox ALTER COLUMN parked SET NOT NULL
        ALTER TABLE outbox ALTER time TYPE timestamp   | ALTER TABLE public.outbox ALTER COLUMN time TYPE timestamptz USING time AT TIME ZONE 'UTC'
        ALTER TABLE outbox ALTER id TYPE text          | ALTER TABLE public.outbox ALTER COLUMN id TYPE uuid USING id::uuid
        ALTER TABLE outbox ALTER seq DROP IDENTITY; ALTER TABLE outbox ALTER seq TYPE numeric | ALTER TABLE public.outbox ALTER COLUMN seq TYPE bigint USING seq::bigint
        ALTER TABLE outbox ALTER payload TYPE text     | ALTER TABLE public.outbox ALTER COLUMN payload TYPE json USING payload::json
        ALTER TABLE outbox ALTER aggregate_type TYPE char(9) | ALTER TABLE public.outbox ALTER COLUMN aggregate_type TYPE text USING aggregate_type::text
        REVOKE DELETE ON outbox FROM outbox_relay      | GRANT SELECT, DELETE, UPDATE (parked) ON public.outbox TO "outbox_relay"
        REVOKE ALL ON outbox_heartbeat FROM outbox_relay | GRANT SELECT, INSERT, DELETE ON public.outbox_heartbeat TO "outbox_relay"
        DROP PUBLICATION outbox                        | CREATE PUBLICATION outbox FOR TABLE public.outbox, public.outbox_heartbeat
        ALTER PUBLICATION outbox DROP TABLE outbox_heartbeat | CREATE PUBLICATION outbox FOR TABLE public.outbox, public.outbox_heartbeat
        ALTER PUBLICATION outbox SET TABLE outbox WHERE (aggregate_type = 'order'), outbox_heartbeat | leaves out rows, columns or inserts
        ALTER PUBLICATION outbox SET TABLE outbox (seq, id), outbox_heartbeat | leaves out rows, columns or inserts
        ALTER PUBLICATION outbox SET (publish = 'update') | leaves out rows, columns or inserts
        """)
    void shouldSayTheRemedyWhenTheOwnersPartIsMissing(String damage, String remedy) throws Exception {
        outbox.execute(Database.ORDERS.owner(), damage);
        try (var relay = RunningRelay.start(settings)) {
            relay.awaitReason(Database.ORDERS, remedy);
        }
    }

    @Test
    void shouldSayTheRemedyWhenTheRoleMayNotReplicateAndGoOnOnceItMay() throws Exception {
        outbox.execute(Credentials.SUPERUSER, "ALTER ROLE outbox_relay NOREPLICATION");
        try (var relay = RunningRelay.start(settings)) {
            relay.awaitReason(Database.ORDERS, "ALTER ROLE \"outbox_relay\" REPLICATION");
            outbox.execute(Credentials.SUPERUSER, "ALTER ROLE outbox_relay REPLICATION");
            relay.awaitLeading();
        }
    }

    /** On this server the role has the name only, so that PostgreSQL refuses what the preflight has let pass. */
    @Test
    void shouldLeaveItToTheServerWhenAmazonsRoleGivesTheRight() throws Exception {
        outbox.execute(
                Credentials.SUPERUSER,
                "ALTER ROLE outbox_relay NOREPLICATION; CREATE ROLE rds_replication; GRANT rds_replication TO outbox_relay");
        try (var relay = RunningRelay.start(settings)) {
            relay.awaitReason(Database.ORDERS, "permission denied");
        } finally {
            outbox.execute(Credentials.SUPERUSER, "ALTER ROLE outbox_relay REPLICATION; DROP ROLE rds_replication");
        }
    }

    /**
     * A function shadows the setting for the role. Restarting the server without logical decoding would end the slots
     * of other tests.
     */
    @Test
    void shouldSayTheRemedyWhenTheLogIsNotLogical() throws Exception {
        outbox.execute(
                Database.ORDERS.owner(),
                "CREATE FUNCTION current_setting(text) RETURNS text LANGUAGE sql RETURN 'replica'");
        String url = STACK.jdbcUrl(Database.ORDERS) + "?options=-c%20search_path=public,pg_catalog";
        settings.put("relay.sources.orders.jdbc-url", url);
        try (var relay = RunningRelay.start(settings)) {
            relay.awaitReason(Database.ORDERS, "wal_level is replica; set it to logical and restart PostgreSQL, or set")
                    .awaitReason(Database.ORDERS, "relay.mode=polling");
        }
    }

    @Test
    void shouldNeedNeitherPublicationNorReplicationWhenPolling() throws Exception {
        settings.put("relay.mode", "polling");
        outbox.execute(Database.ORDERS.owner(), "DROP PUBLICATION outbox");
        outbox.execute(Credentials.SUPERUSER, "ALTER ROLE outbox_relay NOREPLICATION");
        try (var relay = RunningRelay.start(settings)) {
            relay.awaitLeading();
        } finally {
            outbox.execute(Credentials.SUPERUSER, "ALTER ROLE outbox_relay REPLICATION");
        }
    }

    /** A table whose columns have other types that the relay accepts. */
    @ParameterizedTest
    @ValueSource(strings = {"log-tailing", "polling"})
    void shouldTakeOtherTypesThatSayTheSame(String mode) throws Exception {
        settings.put("relay.mode", mode);
        outbox.execute(
                Database.ORDERS.owner(),
                "ALTER TABLE outbox ALTER seq SET DATA TYPE int, ALTER aggregate_type TYPE varchar(20), ALTER type TYPE varchar,"
                        + " ALTER aggregate_id TYPE uuid USING aggregate_id::uuid, ALTER headers DROP DEFAULT,"
                        + " ALTER headers TYPE jsonb, ALTER headers DROP NOT NULL, ALTER payload TYPE jsonb");
        String insert = "INSERT INTO outbox (id, aggregate_type, aggregate_id, type, source, time, payload)"
                + " VALUES (gen_random_uuid(), 'order', '%s', 't.v1', '/s', now(), '{\"b\":1}')";
        String before = UUID.randomUUID().toString();
        String after = UUID.randomUUID().toString();
        outbox.execute(Database.ORDERS.owner(), insert.formatted(before));
        try (var published = new Published(STACK, "order.events");
                var relay = RunningRelay.start(settings)) {
            relay.awaitLeading();
            outbox.execute(Database.ORDERS.owner(), insert.formatted(after));
            assertThat(published.await(2)).map(ConsumerRecord::key).containsExactly(before, after);
            assertThat(published.await(2)).map(ConsumerRecord::value).containsOnly("{\"b\": 1}");
        }
    }
}

package dev.millrace.chassis.saga;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.json.TolerantJson;
import dev.millrace.chassis.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An orchestrator that can be restarted, and participants that a test can kill. */
@Singleton
class SagaFixture {
    /** A published command. */
    record Command(UUID id, String type, UUID saga) {}

    /** A reply of a participant. */
    record Reply(SagaReply reply, String type) {}

    final SagaRepository sagas;
    final SagaSql sql;
    final SagaConfig config;
    final Journal journal;
    private final Outbox outbox;
    private final SagaOrigin origin;
    private final SagaReader reader;
    private final ObjectMapper json;
    private final TolerantJson tolerant;
    private final SagaStepTimers timers;
    private final MeterRegistry meters;

    SagaFixture(
            SagaRepository sagas,
            SagaSql sql,
            SagaConfig config,
            Outbox outbox,
            SagaOrigin origin,
            SagaReader reader,
            ObjectMapper json,
            TolerantJson tolerant,
            SagaStepTimers timers,
            MeterRegistry meters) {
        this.sagas = sagas;
        this.sql = sql;
        this.config = config;
        this.journal = new Journal(sql);
        this.outbox = outbox;
        this.origin = origin;
        this.reader = reader;
        this.json = json;
        this.tolerant = tolerant;
        this.timers = timers;
        this.meters = meters;
    }

    /** Sagas of the registry's only type that need attention, as the metric tells. */
    double needingAttention(SagaRegistry registry) {
        MeterRegistry counted = new SimpleMeterRegistry();
        SagaMetrics metrics = new SagaMetrics(registry, sql, config, counted);
        metrics.register(null);
        metrics.count();
        return counted.get("saga.attention").gauge().value();
    }

    /** How many executions of a step the metric has counted with this outcome. */
    long counted(String step, String outcome) {
        return meters.get("saga.steps").tags("step", step, "outcome", outcome).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    /** A process of the orchestrating service, whose release has the given saga definitions. */
    final class Process {
        final SagaOrchestrator orchestrator;
        final SagaTimer timer;
        final SagaRegistry registry;
        final SagaVersionCheck check;

        private Process(List<SagaDefinition<?>> definitions) {
            registry = new SagaRegistry(definitions);
            SagaInstanceFactory instances = new SagaInstanceFactory(registry, sagas, origin, json, tolerant);
            SagaExecutor executor = new SagaExecutor(sagas, outbox, config, timers);
            orchestrator = new SagaOrchestrator(registry, sagas, instances, executor);
            timer = new SagaTimer(registry, sagas, instances, executor, origin, config);
            check = new SagaVersionCheck(registry, sagas);
        }

        UUID start(Trip trip) {
            return QuarkusTransaction.requiringNew().call(() -> orchestrator.start("book-trip", trip.id(), trip));
        }

        void reply(Reply reply) {
            QuarkusTransaction.requiringNew().run(() -> orchestrator.replied(reply.reply(), reply.type()));
        }
    }

    /** A new process of the first release, without state in memory. */
    Process process() {
        return process(Trip.saga(1, journal));
    }

    Process process(SagaDefinition<?>... definitions) {
        return new Process(List.of(definitions));
    }

    /** @param refusing type of the command to refuse */
    BookingParticipant participants(String refusing) {
        return new BookingParticipant(sql, journal, refusing);
    }

    /** The command after the given number of published commands. */
    Optional<Command> command(Trip trip, int published) {
        return commands(trip).stream().skip(published).findFirst();
    }

    List<Command> commands(Trip trip) {
        return sql.query(
                "SELECT id, type, payload ->> 'sagaId' FROM outbox WHERE aggregate_id = ? ORDER BY seq",
                row -> new Command(row.getObject(1, UUID.class), row.getString(2), UUID.fromString(row.getString(3))),
                trip.id().toString());
    }

    /** Sets the saga's deadline to the past. */
    void expire(UUID saga) {
        sql.update("UPDATE saga SET deadline = clock_timestamp() - interval '1 second' WHERE id = ?", saga);
    }

    void removeSagas() {
        sql.update("DELETE FROM saga");
    }

    SagaSummary summary(Trip trip) {
        return reader.of(trip.id()).getFirst();
    }
}

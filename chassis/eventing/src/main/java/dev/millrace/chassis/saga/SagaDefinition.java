package dev.millrace.chassis.saga;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A saga as a table of steps: the participant and command of each step, the replies that end it, and its compensation.
 * Built with {@link SagaBuilder}; a service declares it as a bean.
 *
 * <p>An instance keeps the version that it was started with. A new version is declared beside the old one, which must
 * stay until all its instances have ended. Otherwise the service does not start.
 *
 * @param <D> data that the saga is started with; stored as JSON
 */
public final class SagaDefinition<D> {
    private final String type;
    private final int version;
    private final Class<D> data;
    private final List<SagaStep<D>> steps;
    private final Consumer<D> completed;
    private final BiConsumer<D, String> compensated;

    SagaDefinition(
            String type,
            int version,
            Class<D> data,
            List<SagaStep<D>> steps,
            Consumer<D> completed,
            BiConsumer<D, String> compensated) {
        this.type = type;
        this.version = version;
        this.data = data;
        this.steps = List.copyOf(steps);
        this.completed = completed;
        this.compensated = compensated;
    }

    /** @param type name of the saga, the same for all versions */
    public static <D> SagaBuilder<D> of(String type, int version, Class<D> data) {
        return new SagaBuilder<>(type, version, data);
    }

    String type() {
        return type;
    }

    int version() {
        return version;
    }

    Class<D> data() {
        return data;
    }

    SagaStep<D> step(String name) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("%s version %d has no step %s".formatted(type, version, name)));
    }

    /** The steps that apply to the data, in order. */
    Stream<SagaStep<D>> stepsFor(D value) {
        return steps.stream().filter(step -> step.condition().test(value));
    }

    void complete(D value) {
        completed.accept(value);
    }

    void compensate(D value, String reason) {
        compensated.accept(value, reason);
    }
}

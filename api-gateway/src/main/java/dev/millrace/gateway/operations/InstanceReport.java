package dev.millrace.gateway.operations;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an instance tells about itself.
 *
 * @param reason why it is unreachable; null when it answered
 * @param checks its health checks
 * @param metrics those of its metrics that the console shows
 */
public record InstanceReport(
        String service,
        String address,
        State state,
        @Nullable String reason,
        List<Check> checks,
        List<Sample> metrics) {

    public enum State {
        UP,
        DOWN,
        UNREACHABLE
    }

    public record Check(String name, String status, Map<String, String> data) {}

    /** @param value NaN when the instance could not measure it */
    public record Sample(String name, Map<String, String> labels, double value) {}

    static InstanceReport unreachable(ManagedInstance instance, Throwable failure) {
        return new InstanceReport(
                instance.service(),
                instance.address().getAuthority(),
                State.UNREACHABLE,
                FailureText.of(failure),
                List.of(),
                List.of());
    }
}

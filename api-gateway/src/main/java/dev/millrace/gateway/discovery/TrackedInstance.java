package dev.millrace.gateway.discovery;

import io.smallrye.stork.api.ServiceInstance;
import io.smallrye.stork.impl.ServiceInstanceWithStatGathering;
import io.smallrye.stork.spi.CallStatisticsCollector;

/** An instance selected for one call, which is in {@link InFlightCalls} from its start until its answer or failure. */
final class TrackedInstance extends ServiceInstanceWithStatGathering {
    private final InFlightCalls calls;

    TrackedInstance(ServiceInstance instance, InFlightCalls calls, CallStatisticsCollector statistics) {
        super(instance, statistics);
        this.calls = calls;
    }

    @Override
    public void recordStart(boolean measured) {
        calls.begin(this);
        super.recordStart(measured);
    }

    @Override
    public void recordReply() {
        end();
        super.recordReply();
    }

    @Override
    public void recordEnd(Throwable failure) {
        end();
        super.recordEnd(failure);
    }

    /** Ends the call without an effect on the health of the instance. */
    void end() {
        calls.end(this);
    }
}

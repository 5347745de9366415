package dev.millrace.relay.health;

import dev.millrace.relay.postgres.SourceDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The sources that this process relays, with the state and the lag of each. */
@Singleton
public class SourceRegistry {
    private final List<SourceStatus> statuses = new CopyOnWriteArrayList<>();
    private final List<LagMonitor> monitors = new CopyOnWriteArrayList<>();
    private final MeterRegistry meters;

    SourceRegistry(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Starts to measure the lag of a source. */
    public LagMonitor monitor(SourceDatabase database) {
        LagMonitor monitor = new LagMonitor(database);
        SourceMetrics.register(monitor, meters);
        monitors.add(monitor);
        monitor.start();
        return monitor;
    }

    /** @param name of the source or of its shard */
    public SourceStatus register(String name) {
        SourceStatus status = new SourceStatus(name);
        SourceMetrics.register(status, meters);
        statuses.add(status);
        return status;
    }

    public List<SourceStatus> statuses() {
        return List.copyOf(statuses);
    }

    List<LagMonitor> monitors() {
        return List.copyOf(monitors);
    }

    @PreDestroy
    public void stop() {
        monitors.forEach(LagMonitor::stop);
    }
}

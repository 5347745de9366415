package dev.millrace.relay.debezium;

import io.debezium.config.Configuration;
import io.debezium.connector.base.QueueProviderService;
import io.debezium.service.spi.ServiceProvider;
import io.debezium.service.spi.ServiceRegistry;

/** Gives Debezium the task's own queue in place of one that it would make by name. */
record HandoffProvider(Handoff handoff) implements ServiceProvider<QueueProviderService> {
    @Override
    public QueueProviderService createService(Configuration configuration, ServiceRegistry registry) {
        return new QueueProviderService(handoff);
    }

    @Override
    public Class<QueueProviderService> getServiceClass() {
        return QueueProviderService.class;
    }
}

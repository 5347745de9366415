package dev.millrace.gateway.discovery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/**
 * Derives the configuration of the REST client and of Stork for each service from the gateway's own keys. All services
 * get the same; a new service only needs its {@link ServiceAddresses}. The values are defaults: each can be overridden
 * for a single service.
 */
public final class ClientDefaults implements SmallRyeConfigBuilderCustomizer {
    private static final List<Class<? extends ServiceAddresses>> SERVICES = List.of(
            ServiceAddresses.OfOrderService.class,
            ServiceAddresses.OfCustomerService.class,
            ServiceAddresses.OfOrderHistoryService.class);

    /** The fault-tolerance time-out (5 s) ends a call; the read time-out (10 s) only releases the connection. */
    private static final String OF_EACH = """
            quarkus.rest-client.<service>.url=stork://<service>
            quarkus.rest-client.<service>.connect-timeout=500
            quarkus.rest-client.<service>.read-timeout=10000
            quarkus.stork.<service>.service-discovery.type=${discovery.type}
            quarkus.stork.<service>.service-discovery.address-list=${<service>.addresses}
            quarkus.stork.<service>.service-discovery.hostname=${<service>.hostname:<service>}
            quarkus.stork.<service>.service-discovery.refresh-period=${discovery.refresh}
            quarkus.stork.<service>.service-discovery.eureka-host=${eureka.host}
            quarkus.stork.<service>.service-discovery.eureka-port=${eureka.port}
            quarkus.stork.<service>.load-balancer.type=failure-aware
            quarkus.stork.<service>.load-balancer.ejection-time=${discovery.ejection-time}
            quarkus.stork.<service>.load-balancer.stall-timeout=${discovery.stall-timeout}
            quarkus.stork.<service>.load-balancer.overflow=${overflow.<service>.address:none}
            quarkus.stork.<service>.load-balancer.capacity=${overflow.<service>.capacity:0}
            """;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        for (Class<? extends ServiceAddresses> service : SERVICES) {
            keysOf(service.getAnnotation(ConfigMapping.class).prefix())
                    .forEach((key, value) -> builder.withDefaultValue(key.toString(), value.toString()));
        }
    }

    private static Properties keysOf(String service) {
        Properties keys = new Properties();
        try {
            keys.load(new StringReader(OF_EACH.replace("<service>", service)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }
}

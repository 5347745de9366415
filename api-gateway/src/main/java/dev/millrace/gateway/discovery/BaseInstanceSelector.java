package dev.millrace.gateway.discovery;

import io.smallrye.mutiny.Uni;
import io.smallrye.stork.Stork;
import io.smallrye.stork.api.Service;
import io.smallrye.stork.api.ServiceInstance;

/** Selects instances for long-lived connections. On the overflow such a connection would prevent scale-in. */
public final class BaseInstanceSelector {
    private BaseInstanceSelector() {}

    /**
     * Selects an instance of the service other than its overflow. The caller records start, reply and end of the call.
     *
     * @param service name of a service whose load balancer is {@code failure-aware}
     */
    public static Uni<ServiceInstance> select(String service) {
        Service found = Stork.getInstance().getService(service);
        OutlierEjectingLoadBalancer balancer = (OutlierEjectingLoadBalancer) found.getLoadBalancer();
        return found.getInstances().map(balancer::selectFromBase);
    }
}

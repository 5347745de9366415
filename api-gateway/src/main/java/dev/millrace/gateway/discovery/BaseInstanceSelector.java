package dev.millrace.gateway.discovery;

import io.smallrye.mutiny.Uni;
import io.smallrye.stork.Stork;
import io.smallrye.stork.api.Service;
import io.smallrye.stork.api.ServiceInstance;

/** For connections that last: on the overflow they would keep it from going away. */
public final class BaseInstanceSelector {
    private BaseInstanceSelector() {}

    /**
     * An instance of the service that is not its overflow; whoever calls it records start, reply and end.
     *
     * @param service one whose load balancer is failure-aware
     */
    public static Uni<ServiceInstance> select(String service) {
        Service found = Stork.getInstance().getService(service);
        OutlierEjectingLoadBalancer balancer = (OutlierEjectingLoadBalancer) found.getLoadBalancer();
        return found.getInstances().map(balancer::selectFromBase);
    }
}

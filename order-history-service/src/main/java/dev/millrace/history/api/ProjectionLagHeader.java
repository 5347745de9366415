package dev.millrace.history.api;

import dev.millrace.history.application.ProjectionLag;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Adds the projection lag to every response, if it is known. */
class ProjectionLagHeader {
    private static final String HEADER = "X-View-Lag-Ms";

    private final ProjectionLag lag;

    ProjectionLagHeader(ProjectionLag lag) {
        this.lag = lag;
    }

    @ServerResponseFilter
    void addHeader(ContainerResponseContext answer) {
        lag.now().ifPresent(age -> answer.getHeaders().putSingle(HEADER, age.toMillis()));
    }
}

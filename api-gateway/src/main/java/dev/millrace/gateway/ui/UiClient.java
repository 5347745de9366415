package dev.millrace.gateway.ui;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;

/** What each service shows of itself. */
interface UiClient {
    /** A JavaScript module with a web component. */
    Uni<RestResponse<byte[]>> module(String module);

    /** The service's part of a customer's page, as HTML. */
    Uni<RestResponse<byte[]>> customer(String id);
}

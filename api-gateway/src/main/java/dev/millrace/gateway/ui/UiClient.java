package dev.millrace.gateway.ui;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;

/** UI resources that a service provides. */
interface UiClient {
    /** A JavaScript module that defines a web component. */
    Uni<RestResponse<byte[]>> module(String module);

    /** The service's fragment of the customer page, as HTML. */
    Uni<RestResponse<byte[]>> customer(String id);
}

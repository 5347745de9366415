package dev.millrace.gateway.forwarding;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/** For REST clients whose methods return {@code Uni}: transport errors become {@link TransportFailure}. */
@InterceptorBinding
@Target(TYPE)
@Retention(RUNTIME)
public @interface ServiceCalls {}

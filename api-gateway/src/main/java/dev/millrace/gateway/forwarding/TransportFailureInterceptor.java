package dev.millrace.gateway.forwarding;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Runs inside the fault-tolerance interceptor, so that retries and circuit breakers see the converted failures. */
@ServiceCalls
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_AFTER + 100)
class TransportFailureInterceptor {
    @AroundInvoke
    Object call(InvocationContext call) {
        return CallerContext.proceed(call).onFailure().transform(TransportFailure::of);
    }
}

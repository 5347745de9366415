package dev.millrace.gateway.forwarding;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.eclipse.microprofile.context.ThreadContext;

/** Runs outside the fault-tolerance interceptor, on the request's own thread. */
@ServiceCalls
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_AFTER)
class CallerContextInterceptor {
    private final ThreadContext contexts;

    CallerContextInterceptor(ThreadContext contexts) {
        this.contexts = contexts;
    }

    @AroundInvoke
    Object call(InvocationContext call) throws Exception {
        CallerContext.keep(call, contexts);
        return call.proceed();
    }
}

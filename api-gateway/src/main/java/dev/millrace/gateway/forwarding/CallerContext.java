package dev.millrace.gateway.forwarding;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.interceptor.InvocationContext;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.context.ThreadContext;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of the request that makes a call: what is sent to the service (token, request id, trace) is read from
 * them. A call that waits in a bulkhead or is repeated continues on the thread that ends the wait, which may belong to
 * another request.
 *
 * @param vertx null on a thread without one
 * @param others other contexts, such as those of CDI
 */
record CallerContext(@Nullable Context vertx, Executor others) {
    private static final String KEY = CallerContext.class.getName();

    /** Keeps the current contexts for the interceptors that follow. */
    static void keep(InvocationContext call, ThreadContext contexts) {
        call.getContextData().put(KEY, new CallerContext(Vertx.currentContext(), contexts.currentContextExecutor()));
    }

    /** Continues the call in the contexts that were kept. */
    static Uni<Object> proceed(InvocationContext call) {
        CallerContext caller =
                (CallerContext) Objects.requireNonNull(call.getContextData().get(KEY));
        return Uni.createFrom().emitter(emitter -> caller.execute(() -> subscribe(call, emitter)));
    }

    private void execute(Runnable task) {
        if (vertx == null || vertx.equals(Vertx.currentContext())) {
            others.execute(task);
        } else {
            vertx.runOnContext(switched -> others.execute(task));
        }
    }

    private static void subscribe(InvocationContext call, UniEmitter<? super Object> emitter) {
        try {
            emitter.onTermination(((Uni<?>) call.proceed()).subscribe().with(emitter::complete, emitter::fail)::cancel);
        } catch (Exception e) {
            emitter.fail(e);
        }
    }
}

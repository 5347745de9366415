package dev.millrace.devstack.run;

import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.ProcessFailed;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Performs an action on several processes concurrently. */
final class Concurrently {

    private Concurrently() {}

    /** Returns when all actions are done; throws the first failure. */
    static void forEach(List<ManagedProcess> parts, Consumer<ManagedProcess> action) {
        try (var threads = Executors.newCachedThreadPool()) {
            List<? extends Future<?>> running = parts.stream()
                    .map(part -> threads.submit(() -> action.accept(part)))
                    .toList();
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProcessFailed failed ? failed : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessFailed("Interrupted", e);
        }
    }
}

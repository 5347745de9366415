package dev.millrace.chassis.start;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Entry point of every service. A start that fails says why in one line, where one line can say it, and exits with 1; a
 * service that was asked to end (SIGTERM) exits with 0 once it has, where a JVM by itself would exit with 143.
 */
@QuarkusMain
public final class Main {
    /** Longer than {@code quarkus.shutdown.delay} and {@code timeout}; a platform loses its patience sooner. */
    private static final int TIMEOUT_SECONDS = 120;

    private Main() {}

    public static void main(String... args) {
        Runtime.getRuntime().addShutdownHook(new Thread(Main::letTheApplicationExit));
        Quarkus.run(null, Main::exit, args);
    }

    /** Halts, because an exit would wait for the hook that waits for it. */
    private static void exit(int code, Throwable failure) {
        if (LaunchMode.current().isDevOrTest()) {
            // A reload ends the application and must not end the JVM.
            ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
            return;
        }
        if (failure == null) {
            Runtime.getRuntime().halt(code);
        }
        Runtime.getRuntime().halt(StartFailure.report(failure, System.err));
    }

    /** The JVM would end with its own code as soon as its hooks have, a moment before the application. */
    private static void letTheApplicationExit() {
        if (LaunchMode.current().isDevOrTest()) {
            return;
        }
        try {
            new CountDownLatch(1).await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

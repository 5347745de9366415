package dev.millrace.chassis.start;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Entry point of every service. A failed start prints its reason, in one line where possible, and exits with 1. After
 * SIGTERM a service shuts down and exits with 0; a JVM by itself would exit with 143.
 */
@QuarkusMain
public final class Main {
    /** Longer than {@code quarkus.shutdown.delay} and {@code timeout}; a platform kills the process sooner. */
    private static final int TIMEOUT_SECONDS = 120;

    private Main() {}

    public static void main(String... args) {
        Runtime.getRuntime().addShutdownHook(new Thread(Main::awaitApplicationExit));
        Quarkus.run(null, Main::exit, args);
    }

    /** Ends the process, when a part of the start that runs on another thread has failed. */
    public static void fail(Throwable failure) {
        exit(1, failure);
    }

    /** Halts: {@code System.exit} would wait for the shutdown hook, which waits for this method. */
    private static void exit(int code, Throwable failure) {
        if (LaunchMode.current().isDevOrTest()) {
            // A live reload stops the application and must not stop the JVM.
            ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
            return;
        }
        if (failure == null) {
            Runtime.getRuntime().halt(code);
        }
        Runtime.getRuntime().halt(StartFailure.report(failure, System.err));
    }

    /** Shutdown hook that blocks: the JVM would otherwise exit with its own code just before the application does. */
    private static void awaitApplicationExit() {
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

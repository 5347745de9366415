package dev.millrace.bench;

import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.devstack.identity.Login;
import dev.millrace.devstack.process.Packaging;
import dev.millrace.devstack.run.TestSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Start-up time from process start to the first 200 on an authenticated request that reads the database, and memory at
 * that time and after more requests. The rest of the system runs in JVMs and is warm. For the relay: time until it is
 * the leader of every source and streams.
 */
@Command(name = "startup", description = "Process start to first answer, and memory", mixinStandardHelpOptions = true)
final class StartupBenchmark implements Callable<Integer> {
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(60);

    private record Subject(String service, String path, String answer) {}

    private static final List<Subject> SUBJECTS = List.of(
            new Subject("order-service", "/orders?limit=1", "\"items\""),
            new Subject("customer-service", "/customers?limit=1", "\"items\""),
            new Subject("order-history-service", "/order-history?limit=1", "\"items\""),
            new Subject("api-gateway", "/api/orders?limit=1", "\"items\""),
            new Subject("outbox-relay", "/q/health/ready", "\"leading\".*\"leading\""));

    @Option(
            names = "--packaging",
            split = ",",
            defaultValue = "JVM,AOT_CACHE,NATIVE",
            description = "${COMPLETION-CANDIDATES}")
    private List<Packaging> packagings;

    @Option(names = "--service", split = ",", description = "only these; default: all")
    private List<String> services = List.of();

    @Option(names = "--runs", defaultValue = "11", description = "starts of each; default: ${DEFAULT-VALUE}")
    private int runs;

    @Option(
            names = {"-e", "--env"},
            description = "NAME=VALUE for the process, such as MESSAGING_MODE=push: as one that events are pushed to")
    private Map<String, String> variables = Map.of();

    @Option(names = "--requests", defaultValue = "1000", description = "before the last look at the memory")
    private int requests;

    @Override
    public Integer call() throws Exception {
        System.out.println(
                "| service | packaging | start → first answer, median (min–max), ms | RSS then, MiB | RSS after "
                        + requests + " requests, MiB |");
        System.out.println("|---|---|---:|---:|---:|");
        try (TestSystem system = TestSystem.start(Packaging.JVM)) {
            String token = new Login(system.issuer()).as(DemoUser.CLERK);
            for (Subject subject : chosen()) {
                for (Packaging packaging : packagings) {
                    try (var service = new StartedService(system, subject.service(), packaging, variables, token)) {
                        report(subject, packaging, service);
                    }
                }
            }
        }
        return 0;
    }

    private List<Subject> chosen() {
        return SUBJECTS.stream()
                .filter(subject -> services.isEmpty() || services.contains(subject.service()))
                .toList();
    }

    private void report(Subject subject, Packaging packaging, StartedService service) throws Exception {
        if (packaging == Packaging.AOT_CACHE) {
            service.startTraining();
            awaitAnswer(subject, service);
            service.stop();
        }
        warmUp(subject, service);
        List<Double> millis = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            service.stop();
            long began = System.nanoTime();
            service.start();
            awaitAnswer(subject, service);
            millis.add((System.nanoTime() - began) / 1e6);
            memory.add(service.rssMiB());
        }
        request(subject, service);
        millis.sort(null);
        memory.sort(null);
        System.out.printf(
                "| %s | %s | %.0f (%.0f–%.0f) | %.0f | %.0f |%n",
                subject.service(),
                packaging,
                millis.get(runs / 2),
                millis.getFirst(),
                millis.getLast(),
                memory.get(runs / 2),
                service.rssMiB());
    }

    /** A start that does not count: the services that it calls may have been restarted by the measurement before. */
    private void warmUp(Subject subject, StartedService service) throws Exception {
        service.start();
        awaitAnswer(subject, service);
        request(subject, service);
    }

    private void request(Subject subject, StartedService service) throws IOException {
        for (int request = 0; request < requests; request++) {
            if (!service.answers(subject.path(), subject.answer())) {
                throw new IOException(subject.service() + " answers no more: " + subject.path());
            }
        }
    }

    private static void awaitAnswer(Subject subject, StartedService service) throws Exception {
        long began = System.nanoTime();
        while (!service.answers(subject.path(), subject.answer())) {
            if (System.nanoTime() - began > GIVE_UP_NANOS) {
                throw new IOException(subject.service() + " does not answer: " + subject.path());
            }
            TimeUnit.MICROSECONDS.sleep(500);
        }
    }
}

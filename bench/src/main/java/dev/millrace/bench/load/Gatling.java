package dev.millrace.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gatling with the simulation of bench/load, in a process of its own: its libraries must not meet the others'. */
final class Gatling {
    private static final Path MODULE = Path.of("bench", "load", "target");
    private static final String SIMULATION = "dev.millrace.load.ShopSimulation";
    /** Gatling prints its progress, and at the end the summary that begins with this line. */
    private static final String SUMMARY = "---- Global Information";

    private final String profile;
    private final int rate;
    private final String gateway;
    private final String token;
    private final List<String> customers;
    private final List<String> orders;
    private boolean failed;

    Gatling(String profile, int rate, String gateway, String token, List<String> customers, List<String> orders) {
        this.profile = profile;
        this.rate = rate;
        this.gateway = gateway;
        this.token = token;
        this.customers = customers;
        this.orders = orders;
    }

    /** Returns the directory of the report; the summary is printed. */
    Path run(int seconds, Path directory) throws IOException, InterruptedException {
        Process gatling = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        // Gatling reads strings' bytes, Netty loads its transport.
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dload.profile=" + profile,
                        "-Dload.rate=" + rate,
                        "-Dload.seconds=" + seconds,
                        "-Dload.gateway=" + gateway,
                        "-Dload.token=" + token,
                        "-Dload.customers=" + String.join(",", customers),
                        "-Dload.orders=" + String.join(",", orders),
                        "-cp",
                        MODULE.resolve("classes") + ":" + Files.readString(MODULE.resolve("classpath")),
                        "io.gatling.app.Gatling",
                        "-s",
                        SIMULATION,
                        "-rf",
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = gatling.inputReader()) {
            print(output.lines().toList());
        }
        int exit = gatling.waitFor();
        failed = exit != 0;
        return newest(directory)
                .orElseThrow(() ->
                        new IOException("Gatling ended with %d and has written no report to %s; see its output above"
                                .formatted(exit, directory)));
    }

    boolean failed() {
        return failed;
    }

    private static void print(List<String> output) {
        int summary = -1;
        for (int i = 0; i < output.size(); i++) {
            summary = output.get(i).startsWith(SUMMARY) ? i : summary;
        }
        output.subList(Math.max(summary, 0), output.size()).forEach(System.out::println);
    }

    private static Optional<Path> newest(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> reports = Files.list(directory)) {
            return reports.filter(Files::isDirectory).max(Comparator.comparing(Path::getFileName));
        }
    }
}

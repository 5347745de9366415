package dev.millrace.devstack.run;

import dev.millrace.devstack.process.ProcessFailed;
import dev.millrace.devstack.process.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Number of instances of each service, by default one. Persisted in the run directory for later commands. */
record Instances(Map<Service, Integer> counts) {

    static final Instances ONE_EACH = new Instances(Map.of());

    private static final int MAX = 9;

    private static final String FILE = "instances";

    /** @param counts by service name, each from 1 to {@value #MAX} */
    static Instances named(Map<String, Integer> counts) {
        Map<Service, Integer> known = new EnumMap<>(Service.class);
        counts.forEach((name, count) -> {
            if (count < 1 || count > MAX) {
                throw new ProcessFailed("There can be 1 to %d instances of %s".formatted(MAX, name));
            }
            known.put(Service.named(name), count);
        });
        return new Instances(known);
    }

    static Instances read(RunDirectory runDirectory) {
        Path file = runDirectory.root().resolve(FILE);
        try {
            return Files.notExists(file)
                    ? ONE_EACH
                    : named(Files.readAllLines(file).stream()
                            .map(line -> line.split("="))
                            .collect(Collectors.toMap(field -> field[0], field -> Integer.valueOf(field[1]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(RunDirectory runDirectory) {
        try {
            Files.createDirectories(runDirectory.root());
            Files.write(
                    runDirectory.root().resolve(FILE),
                    counts.entrySet().stream()
                            .map(each -> each.getKey().module() + "=" + each.getValue())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int of(Service service) {
        return counts.getOrDefault(service, 1);
    }

    /** All instances, numbered from 1. */
    Stream<Instance> all() {
        return Stream.of(Service.values())
                .flatMap(service ->
                        IntStream.rangeClosed(1, of(service)).mapToObj(number -> new Instance(service, number)));
    }
}

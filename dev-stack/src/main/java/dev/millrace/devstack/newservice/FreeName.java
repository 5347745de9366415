package dev.millrace.devstack.newservice;

import dev.millrace.devstack.process.ProcessFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** Refuses a name that is already used in the checkout or is reserved in Java or SQL. */
final class FreeName {
    private static final String PACKAGES = "src/main/java/dev/millrace";
    private static final String GATEWAY = "api-gateway/" + PACKAGES + "/gateway";
    /** PostgreSQL's reserved words of the length of a name; the aggregate's table has the service's name. */
    private static final Set<String> RESERVED_IN_SQL = Set.of(
            ("all analyse analyze and any array asc asymmetric both case cast check collate column constraint create"
                            + " default deferrable desc distinct else end except false fetch for foreign from grant"
                            + " group having initially intersect into lateral leading limit localtime localtimestamp"
                            + " not null offset only order placing primary references returning select some symmetric"
                            + " table then trailing true union unique user using variadic when where window with")
                    .split(" "));

    private final Path root;

    FreeName(Path root) {
        this.root = root;
    }

    /** For a service in this checkout. */
    void requireInside(ServiceName service) {
        refuse(taken(service).or(() -> unusable(service)));
    }

    /** For a service elsewhere. */
    void requireOutside(ServiceName service) {
        refuse(unusable(service));
    }

    private static void refuse(Optional<String> objection) {
        objection.ifPresent(reason -> {
            throw new ProcessFailed("Nothing was changed: %s. Choose another name.".formatted(reason));
        });
    }

    private Optional<String> taken(ServiceName service) {
        String name = service.name();
        if (Files.exists(root.resolve(service.module()))) {
            return Optional.of("a module %s already exists".formatted(service.module()));
        }
        if (Files.isDirectory(root.resolve(GATEWAY).resolve(name))) {
            return Optional.of("the gateway already has a package '%s'".formatted(name));
        }
        return ownerOfPackage(name).map(module -> "dev.millrace.%s is already a package of %s".formatted(name, module));
    }

    private Optional<String> unusable(ServiceName service) {
        if (RESERVED_IN_SQL.contains(service.name()) || SourceVersion.isKeyword(service.name())) {
            return Optional.of(
                    "'%s' is a reserved word and cannot name the package and the table".formatted(service.name()));
        }
        return new Templates(root)
                .using(service.type())
                .findFirst()
                .map(file -> "%s uses a type %s, the name of the new aggregate".formatted(file, service.type()));
    }

    private Optional<Path> ownerOfPackage(String name) {
        try (Stream<Path> poms = Files.find(root, 3, (path, attributes) -> path.endsWith("pom.xml"))) {
            return poms.map(Path::getParent)
                    .filter(module -> Files.isDirectory(module.resolve(PACKAGES).resolve(name)))
                    .map(root::relativize)
                    .min(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing was changed: the modules cannot be listed", e);
        }
    }
}

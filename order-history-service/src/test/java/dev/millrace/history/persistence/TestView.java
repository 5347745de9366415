package dev.millrace.history.persistence;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.history.domain.OrderSummary;
import dev.millrace.history.domain.OrderTimeline;
import dev.millrace.history.domain.ProjectionEvent;
import dev.millrace.history.domain.SearchCriteria;
import dev.millrace.testsupport.DevStackResource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The view's tables without the service, in a schema of their own. */
final class TestView {
    private static final Credentials OWNER = Database.ORDER_HISTORY.owner();
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final int ALL = 1_000;

    private final Sql sql;
    private final GenerationRepository generations;
    private final OrderProjection writer;
    private final OrderReadModel reader;

    private TestView(AgroalDataSource database) {
        this.sql = new Sql(database);
        this.generations = new GenerationRepository(sql);
        this.writer = new OrderProjection(sql);
        this.reader = new OrderReadModel(sql);
    }

    static TestView open() {
        DevStack stack = DevStackResource.stack();
        String url = stack.jdbcUrl(Database.ORDER_HISTORY) + "?currentSchema=convergence,public";
        try {
            TestView view = new TestView(AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(2)
                            .connectionFactoryConfiguration(connections -> connections
                                    .jdbcUrl(url)
                                    .principal(new NamePrincipal(OWNER.username()))
                                    .credential(new SimplePassword(OWNER.password()))))));
            view.sql.update("DROP SCHEMA IF EXISTS convergence CASCADE");
            view.sql.update("CREATE SCHEMA convergence");
            view.migrate();
            return view;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void migrate() {
        try (Stream<Path> scripts = Files.list(MIGRATIONS)) {
            for (Path script : scripts.sorted().toList()) {
                sql.update(Files.readString(script));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a new, empty generation the live one. */
    void beginAgain() {
        generations.begin();
        generations.swapTo(generations.building().orElseThrow());
        generations.sweep();
    }

    /** Writes the events as one batch. */
    void write(List<ProjectionEvent> events) {
        writer.write(events, generations.written()[0]);
    }

    /** @param owner null for a caller who may see all orders */
    List<OrderSummary> find(String owner, SearchCriteria search) {
        return reader.find(owner, search, ALL);
    }

    Optional<OrderTimeline> timeline(UUID order, String owner) {
        return reader.timeline(order, owner);
    }
}

package dev.millrace.chassis.housekeeping;

import dev.millrace.chassis.messaging.ThingTopics;
import dev.millrace.testsupport.DevStackResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class HousekeepingTest {
    @Inject
    Housekeeping housekeeping;

    @Inject
    AgroalDataSource database;

    @BeforeAll
    static void keepTheRecordsForFourteenDays() {
        ThingTopics.make();
        ThingTopics.keep(Duration.ofDays(14));
    }

    @Test
    void shouldForgetNoMessageWhileItsTopicKeepsEverything() throws SQLException {
        ThingTopics.keep(Duration.ofMillis(-1));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO inbox VALUES ('k', 'old', now() - interval '999 days')");
        }
        housekeeping.forget();
        assertThat(left("SELECT message_id FROM inbox WHERE consumer = 'k'")).containsExactly("old");
        ThingTopics.keep(Duration.ofDays(14));
        housekeeping.forget();
        assertThat(left("SELECT message_id FROM inbox WHERE consumer = 'k'")).isEmpty();
    }

    @Test
    void shouldForgetOnlyWhatIsPastItsRetention() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO inbox VALUES ('h', 'old', now() - interval '15 days'), ('h', 'new', now() - interval '13 days')");
            statement.execute(
                    "INSERT INTO idempotency_key VALUES ('h', 'old', '', gen_random_uuid(), now() - interval '3 days'), ('h', 'new', '', gen_random_uuid(), now())");
        }
        housekeeping.forget();
        assertThat(left("SELECT message_id FROM inbox WHERE consumer = 'h'")).containsExactly("new");
        assertThat(left("SELECT key FROM idempotency_key WHERE operation = 'h'"))
                .containsExactly("new");
    }

    private List<String> left(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> left = new ArrayList<>();
            while (rows.next()) {
                left.add(rows.getString(1));
            }
            return left;
        }
    }
}

package dev.millrace.chassis.start;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartFailureTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void shouldSucceedInSilenceWhenNothingWasLeftToDo() {
        assertThat(report(new RuntimeException("Failed to start", new StartupTaskCompleted("migrated"))))
                .isZero();
        assertThat(printed()).isEmpty();
    }

    @Test
    void shouldSendToTheLoginWhenTheDatabaseRefusesIt() {
        assertThat(report(new RuntimeException(new SQLException("password authentication failed", "28P01"))))
                .isEqualTo(1);
        assertThat(printed()).contains("password authentication failed", "check database.url");
    }

    @Test
    void shouldNotSendToTheLoginWhenAMigrationFails() {
        assertThat(report(new RuntimeException(new SQLException("relation \"x\" already exists", "42P07"))))
                .isEqualTo(1);
        assertThat(printed()).contains("already exists").doesNotContain("check database.url");
    }

    @Test
    void shouldNameTheVariableWhenKafkaHasNoAddress() {
        Throwable unset = new IllegalArgumentException("No resolvable bootstrap urls given in bootstrap.servers");
        assertThat(report(new RuntimeException("Failed to create new KafkaAdminClient", unset)))
                .isEqualTo(1);
        assertThat(printed()).contains("KAFKA_BOOTSTRAP_SERVERS").doesNotContain("\tat ");
    }

    @Test
    void shouldNameTheVariableWhenTheManagementPortIsTaken() {
        assertThat(report(new IllegalStateException("Unable to start", new BindException("Address already in use"))))
                .isEqualTo(1);
        assertThat(printed()).contains("QUARKUS_MANAGEMENT_PORT");
    }

    private int report(Throwable failure) {
        return StartFailure.report(failure, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}

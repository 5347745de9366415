package dev.millrace.customers.application;

import com.icegreen.greenmail.util.GreenMail;
import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.customers.domain.OrderOutcome;
import dev.millrace.customers.domain.Outcome;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.probe.KafkaProbe;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.customers.api.CustomerRequests.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@CustomerServiceTest
@WithTestResource(MailServer.class)
class OutcomeMailTest {
    GreenMail server;

    @Inject
    MailService mails;

    @Inject
    AgroalDataSource database;

    private final UUID order = UUID.randomUUID();
    private KafkaProbe kafka;
    private UUID customer;

    @BeforeEach
    void connect() {
        kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers());
        customer = registered("10.00");
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void shouldMailEachOutcomeOnceHoweverOftenItIsDelivered() throws MessagingException {
        for (int delivery = 0; delivery < 3; delivery++) {
            publish("order.approved.v1", 1, null);
        }
        publish("order.revision-rejected.v1", 3, "CREDIT_LIMIT_EXCEEDED");
        publish("order.cancelled.v1", 5, null);
        await().untilAsserted(() -> assertThat(subjects()).hasSize(3));
        assertThat(subjects())
                .containsExactlyInAnyOrder(
                        "Your order %s has been approved".formatted(order),
                        "Your order %s could not be changed and stays as it was".formatted(order),
                        "Your order %s has been cancelled".formatted(order));
        MimeMessage mail = received().getFirst();
        assertThat(mail.getAllRecipients()[0]).hasToString("alice@example.com");
        assertThat(mail.getFrom()[0]).hasToString("shop@millrace.example");
    }

    @Test
    void shouldSendTheSameMessageAgainWhenTheSendingWasNotRecorded() throws SQLException {
        mails.queue(outcome(customer, null, Instant.now()));
        await().untilAsserted(() -> assertThat(messageIds()).hasSize(1));
        execute("UPDATE order_mail SET next_attempt_at = now(), sent_at = NULL WHERE order_id = '%s'");
        await().untilAsserted(() -> assertThat(messageIds()).hasSize(2));
        assertThat(messageIds()).containsOnly("<%s.1@millrace.example>".formatted(order));
    }

    @Test
    void shouldTryAgainUntilTheServerIsBack() {
        server.stop();
        try {
            mails.queue(outcome(customer, null, Instant.now()));
            await().untilAsserted(() -> assertThat(attempts()).isPositive());
        } finally {
            server.reset();
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(messageIds()).hasSize(1));
    }

    @Test
    void shouldMailNobodyWhoDidNotOrderAndNoOldNews() throws SQLException {
        mails.queue(outcome(customer, "mallory", Instant.now()));
        mails.queue(outcome(UUID.randomUUID(), null, Instant.now()));
        mails.queue(outcome(customer, null, Instant.now().minus(Duration.ofDays(2))));
        assertThat(number("SELECT count(*) FROM order_mail WHERE order_id = '%s'"))
                .isZero();
    }

    private OrderOutcome outcome(UUID customer, String orderer, Instant at) {
        return new OrderOutcome(order, 1, customer, orderer, Outcome.APPROVED, null, at);
    }

    private void publish(String type, long version, String reason) {
        String value = reason == null ? "null" : '"' + reason + '"';
        kafka.send("order.events", order, type, """
                {"orderId": "%s", "customerId": "%s", "version": %d, "reason": %s}""".formatted(order, customer, version, value));
    }

    private List<MimeMessage> received() {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> header(mail, "Subject").contains(order.toString()))
                .toList();
    }

    private List<String> subjects() {
        return received().stream().map(mail -> header(mail, "Subject")).toList();
    }

    private List<String> messageIds() {
        return received().stream().map(mail -> header(mail, "Message-ID")).toList();
    }

    private static String header(MimeMessage mail, String name) {
        try {
            return MimeUtility.unfold(mail.getHeader(name, null));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private long attempts() throws SQLException {
        return number("SELECT attempts FROM order_mail WHERE order_id = '%s'");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql.formatted(order));
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql.formatted(order))) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}

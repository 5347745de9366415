package dev.millrace.customers.application;

import dev.millrace.chassis.housekeeping.JobsDue;
import dev.millrace.customers.domain.OrderMail;
import dev.millrace.customers.persistence.OrderMailRepository;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends queued mails. Each mail is sent and marked as sent in a transaction of its own. SMTP is not part of the
 * transaction: if the process dies between the server's acceptance and the commit, the mail is sent again with the same
 * Message-ID.
 */
@ApplicationScoped
class MailSender {
    private static final Logger LOG = Logger.getLogger(MailSender.class);
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final int DOUBLINGS = 12; // exceeds LONGEST_DELAY
    private static final int MAX_ERROR_LENGTH = 500;

    private final Mailer mailer;
    private final OrderMailRepository mails;
    private final MailConfig config;

    MailSender(Mailer mailer, OrderMailRepository mails, MailConfig config) {
        this.mailer = mailer;
        this.mails = mails;
        this.config = config;
    }

    @Scheduled(every = "{customers.mail.interval}", concurrentExecution = ConcurrentExecution.SKIP)
    void sendDue() {
        config.from().ifPresent(this::sendDue);
    }

    void run(@Observes JobsDue event) {
        sendDue();
    }

    private void sendDue(String from) {
        boolean sent;
        do {
            sent = QuarkusTransaction.requiringNew().call(() -> sendNext(from));
        } while (sent);
    }

    private boolean sendNext(String from) {
        Optional<OrderMail> due = mails.lockDue();
        due.ifPresent(mail -> send(mail, from));
        return due.isPresent();
    }

    private void send(OrderMail mail, String from) {
        String domain = from.substring(from.indexOf('@') + 1);
        try {
            mailer.send(Mail.withText(mail.address(), mail.subject(), mail.text())
                    .setFrom(from)
                    .addHeader("Message-ID", mail.messageId(domain)));
        } catch (RuntimeException e) {
            fail(mail, e);
            return;
        }
        mails.sent(mail);
    }

    private void fail(OrderMail mail, RuntimeException failure) {
        String error = failure.toString();
        boolean last = mail.attempts() + 1 >= config.attempts();
        LOG.warnf(
                "The mail on order %s was not sent (attempt %d%s): %s",
                mail.orderId(), mail.attempts() + 1, last ? ", given up: see table order_mail" : "", error);
        Duration delay = Duration.ofSeconds(1L << Math.min(mail.attempts(), DOUBLINGS));
        Duration bounded = delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
        mails.failed(
                mail,
                error.substring(0, Math.min(MAX_ERROR_LENGTH, error.length())),
                last ? Optional.empty() : Optional.of(bounded));
    }
}

package dev.millrace.customers.domain;

import java.util.UUID;

/** A mail that is due. {@code attempts} counts failed attempts. */
public record OrderMail(
        UUID orderId, long orderVersion, String name, String address, Outcome outcome, String reason, int attempts) {

    /** The same for every attempt of one outcome, so that mail servers and clients can detect duplicates. */
    public String messageId(String senderDomain) {
        return "<%s.%d@%s>".formatted(orderId, orderVersion, senderDomain);
    }

    public String subject() {
        return "Your order %s %s".formatted(orderId, outcome.sentence());
    }

    public String text() {
        String because = reason == null ? "" : " Reason: %s.".formatted(reason);
        return """
                Dear %s,

                your order %s %s.%s
                """.formatted(name, orderId, outcome.sentence(), because);
    }
}

package dev.millrace.relay.outbox;

import java.util.List;

/**
 * The rows of the last batch. They are published; whether they are removed from the table, too, is known only once the
 * next batch is.
 *
 * @param published the rows' {@code seq}
 */
public record PolledPosition(List<Long> published) implements Position {}

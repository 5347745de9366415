package dev.millrace.relay.outbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the last batch. They are published. Once the database has the token, they are removed from the table as
 * well.
 *
 * @param ids the rows; null in positions of earlier versions
 * @param token written to the database in the transaction that removes the rows; null when the position asserts nothing
 *     about the database
 * @param previousToken the database's token before that transaction; null when it has none
 * @param published in positions of earlier versions: the rows' {@code seq}, which a restored database gives to other
 *     rows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolledPosition(
        @Nullable List<UUID> ids,
        @Nullable String token,
        @Nullable String previousToken,
        @Nullable List<Long> published)
        implements Position {
    /** Names no rows and asserts nothing about the database. */
    public static final PolledPosition CLOSED = new PolledPosition(List.of(), null, null, null);

    public PolledPosition(List<UUID> ids, String token, @Nullable String previousToken) {
        this(ids, token, previousToken, null);
    }

    @JsonIgnore
    public boolean isOfEarlierVersion() {
        return ids == null;
    }
}

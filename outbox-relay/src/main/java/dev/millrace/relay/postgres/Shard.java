package dev.millrace.relay.postgres;

/**
 * What one leader has of a source: all of it, or, when it is polled by several, the aggregates whose id hashes to it.
 *
 * @param number from 0
 * @param of how many there are
 */
public record Shard(int number, int of) {
    public static final Shard WHOLE = new Shard(0, 1);

    /** Of a source, or of a lock: the same name for the whole, {@code orders/2} for a part. */
    public String of(String name) {
        return of == 1 ? name : name + "/" + number;
    }
}

package dev.millrace.relay.postgres;

/**
 * The part of a source that one leader publishes: all of it or, when several relays poll it, the aggregates whose id
 * hashes to this shard.
 *
 * @param number from 0
 * @param of total number of shards
 */
public record Shard(int number, int of) {
    public static final Shard WHOLE = new Shard(0, 1);

    /** Name of this shard of a source or a lock: the name itself for the whole, {@code orders/2} for a part. */
    public String of(String name) {
        return of == 1 ? name : name + "/" + number;
    }
}

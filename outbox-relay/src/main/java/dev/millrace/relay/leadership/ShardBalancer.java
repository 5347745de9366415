package dev.millrace.relay.leadership;

/** Counts the shards of a source that this relay leads, and limits them to its fair quota. */
final class ShardBalancer {
    private final int shards;
    private int held;
    private int releasing;

    ShardBalancer(int shards) {
        this.shards = shards;
    }

    /** @return whether one more shard may be led; if so, it is counted as held */
    synchronized boolean tryAcquire(int relays) {
        boolean may = held < quota(relays);
        held += may ? 1 : 0;
        return may;
    }

    synchronized void release() {
        held--;
        releasing = Math.max(0, releasing - 1);
    }

    /** @return whether a shard may be kept; if not, it is counted as being released */
    synchronized boolean mayKeep(int relays) {
        boolean may = held - releasing <= quota(relays);
        releasing += may ? 0 : 1;
        return may;
    }

    private int quota(int relays) {
        return Math.ceilDiv(shards, Math.max(1, relays));
    }
}

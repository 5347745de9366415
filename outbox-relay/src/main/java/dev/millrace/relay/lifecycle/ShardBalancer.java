package dev.millrace.relay.lifecycle;

/** Counts the shards of a source that this relay leads, and limits them to its fair quota. */
final class ShardBalancer {
    private final int shares;
    private int held;
    private int leaving;

    ShardBalancer(int shares) {
        this.shares = shares;
    }

    /** @return whether one more shard may be led; if so, it is counted as held */
    synchronized boolean take(int relays) {
        boolean may = held < part(relays);
        held += may ? 1 : 0;
        return may;
    }

    synchronized void giveBack() {
        held--;
        leaving = Math.max(0, leaving - 1);
    }

    /** @return whether a shard may be kept; if not, it is counted as being released */
    synchronized boolean keep(int relays) {
        boolean may = held - leaving <= part(relays);
        leaving += may ? 0 : 1;
        return may;
    }

    private int part(int relays) {
        return Math.ceilDiv(shares, Math.max(1, relays));
    }
}

package dev.millrace.relay.lifecycle;

/** Counts the shares of a source that this relay leads, so that it takes no more than its part of them. */
final class ShardBalancer {
    private final int shares;
    private int held;
    private int leaving;

    ShardBalancer(int shares) {
        this.shares = shares;
    }

    /** @return whether one more may be taken, which then counts as held */
    synchronized boolean take(int relays) {
        boolean may = held < part(relays);
        held += may ? 1 : 0;
        return may;
    }

    synchronized void giveBack() {
        held--;
        leaving = Math.max(0, leaving - 1);
    }

    /** @return whether this one need not be given back; a false counts it as on its way */
    synchronized boolean keep(int relays) {
        boolean may = held - leaving <= part(relays);
        leaving += may ? 0 : 1;
        return may;
    }

    private int part(int relays) {
        return Math.ceilDiv(shares, Math.max(1, relays));
    }
}

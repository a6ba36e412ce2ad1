package io.syncline.core.internal.cluster;

/**
 * A range in the hands of a worker. It ends when the worker reports so, or when its time has passed and none of the changes that
 * it asked for is being made. Thread-safe, but for the range.
 */
final class Grant {

    private final long number;
    private final String worker;
    private final OpenRange range;
    private long validUntilNanos;
    private int changing;
    private boolean revoked;

    Grant(long number, String worker, OpenRange range, long validUntilNanos) {
        this.number = number;
        this.worker = worker;
        this.range = range;
        this.validUntilNanos = validUntilNanos;
    }

    long number() {
        return number;
    }

    String worker() {
        return worker;
    }

    /** Confined to the loop. */
    OpenRange range() {
        return range;
    }

    synchronized void extend(long untilNanos) {
        validUntilNanos = untilNanos;
    }

    /** Begins a change of points in the worker's name; false if the grant is not valid any more. */
    synchronized boolean enter() {
        if (revoked) {
            return false;
        }
        changing++;
        return true;
    }

    synchronized void leave() {
        changing--;
    }

    /** Revokes the grant, unless a change is being made under it. */
    synchronized boolean revoke() {
        revoked = revoked || changing == 0;
        return revoked;
    }

    /** Revokes the grant if its time has passed and no change is being made under it. */
    synchronized boolean revokeIfExpired(long nowNanos) {
        return nowNanos - validUntilNanos >= 0 && revoke();
    }
}

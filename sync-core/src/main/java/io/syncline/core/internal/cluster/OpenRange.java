package io.syncline.core.internal.cluster;

import io.syncline.core.cluster.RangeProgress;
import io.syncline.core.port.record.IdRange;

/** A range of the listing that is not behind the checkpoint yet. Confined to the loop. */
final class OpenRange {

    private IdRange rest;
    private int attempts;
    private boolean granted;
    private boolean done;
    private long size;
    private long maxVersion;

    OpenRange(IdRange range) {
        this.rest = range;
        this.done = range.after().equals(range.upTo());
    }

    /** What is left of it. */
    IdRange rest() {
        return rest;
    }

    boolean isWaiting() {
        return !granted && !done;
    }

    boolean isDone() {
        return done;
    }

    int attempts() {
        return attempts;
    }

    void granted() {
        granted = true;
        attempts++;
    }

    /** No worker has got it. */
    void notGranted() {
        granted = false;
        attempts--;
    }

    /** The worker writes nothing more. All that is missing may be the message that it is done. */
    void givenBack() {
        granted = false;
        done = rest.after().equals(rest.upTo());
    }

    void done() {
        granted = false;
        done = true;
    }

    /** Whether a report was entered before, as one that came twice. */
    boolean hasReached(RangeProgress progress) {
        return progress.reached().compareTo(rest.after()) <= 0;
    }

    /** Whether a report begins where the one before ended. */
    boolean continues(RangeProgress progress) {
        return progress.after().equals(rest.after()) && progress.reached().compareTo(rest.upTo()) <= 0;
    }

    /** Moves on over what a report says is done. */
    void reached(RangeProgress progress) {
        rest = rest.remainingAfter(progress.reached());
        size += progress.size();
        maxVersion = Math.max(maxVersion, progress.maxVersion());
    }

    /** The records that were done since the last call. */
    long takeSize() {
        long taken = size;
        size = 0;
        return taken;
    }

    long maxVersion() {
        return maxVersion;
    }

    @Override
    public String toString() {
        return rest.after() + ".." + rest.upTo() + (done ? " done" : granted ? " granted" : " waiting");
    }
}

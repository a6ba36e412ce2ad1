package io.syncline.odoo;

import java.util.Optional;

/**
 * The optional calls that broke although the server answers others, so that what they would have returned is unknown now and may
 * be known to the next run. Thread-safe. Readings at the same time may count each other's calls.
 */
final class BrokenCalls {

    private long count;
    private String last = "";

    synchronized void add(CallFailure failure) {
        count++;
        last = String.valueOf(failure.getMessage());
    }

    /** How many calls broke so far. */
    synchronized long count() {
        return count;
    }

    /** The last failure, if calls broke after there were a number of them. */
    synchronized Optional<String> since(long earlier) {
        return count > earlier ? Optional.of(last) : Optional.empty();
    }
}

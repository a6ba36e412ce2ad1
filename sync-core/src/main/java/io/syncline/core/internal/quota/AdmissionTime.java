package io.syncline.core.internal.quota;

/** The time of an {@link EmbedAdmission}: the latest that a caller's loop has reported. Guarded by the admission. */
final class AdmissionTime {

    private boolean started;
    private long now;

    void advance(long nanos) {
        now = started ? Math.max(now, nanos) : nanos;
        started = true;
    }

    long now() {
        return now;
    }
}

package io.syncline.core.internal.quota;

/** A bucket that fills steadily up to its capacity, and may be overdrawn. Guarded by the {@link EmbedAdmission}. */
final class TokenBucket {

    private final long capacity;
    private final AdmissionTime time;
    private double perNano;
    private double level;
    private long refilledAt;

    /** An empty bucket. */
    TokenBucket(long capacity, double perNano, AdmissionTime time) {
        this.capacity = capacity;
        this.perNano = perNano;
        this.time = time;
        this.refilledAt = time.now();
    }

    /** Empties the bucket and fills it at another rate from now on. */
    void restart(double newPerNano) {
        perNano = newPerNano;
        level = 0;
        refilledAt = time.now();
    }

    /** How long until the bucket holds an amount, or is full if that is more than its capacity; 0 if it does now. */
    long nanosUntil(long amount) {
        refill();
        double missing = Math.min(amount, capacity) - level;
        return missing <= 0 ? 0 : (long) Math.ceil(missing / perNano);
    }

    /** Takes an amount whether or not the bucket holds it; a negative amount is given back. */
    void take(long amount) {
        refill();
        level = Math.min((double) capacity, level - amount);
    }

    private void refill() {
        long elapsed = Math.max(0, time.now() - refilledAt);
        level = Math.min((double) capacity, level + elapsed * perNano);
        refilledAt = time.now();
    }
}

package io.syncline.web;

import java.util.function.LongSupplier;

/** Admits so many requests a minute, and as many at once after a quiet minute. Thread-safe. */
public final class RequestRate {

    private static final double NANOS_PER_MINUTE = 60e9;

    private final int perMinute;
    private final LongSupplier nanos;
    private double tokens;
    private long last;

    /**
     * A rate.
     *
     * @param perMinute how many requests
     * @param nanos nanoseconds since any fixed point
     */
    public RequestRate(int perMinute, LongSupplier nanos) {
        this.perMinute = perMinute;
        this.nanos = nanos;
        this.tokens = perMinute;
        this.last = nanos.getAsLong();
    }

    /** Whether another request is admitted now. */
    public synchronized boolean admit() {
        long now = nanos.getAsLong();
        tokens = Math.min(perMinute, tokens + (now - last) / NANOS_PER_MINUTE * perMinute);
        last = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}

package io.syncline.mcp.internal.http;

import io.syncline.service.run.ServiceTime;

/** Admits so many requests a minute, and as many at once after a quiet minute. Thread-safe. */
final class RequestRate {

    private static final double NANOS_PER_MINUTE = 60e9;

    private final int perMinute;
    private final ServiceTime time;
    private double tokens;
    private long last;

    RequestRate(int perMinute, ServiceTime time) {
        this.perMinute = perMinute;
        this.time = time;
        this.tokens = perMinute;
        this.last = time.nanos();
    }

    synchronized boolean admit() {
        long now = time.nanos();
        tokens = Math.min(perMinute, tokens + (now - last) / NANOS_PER_MINUTE * perMinute);
        last = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}

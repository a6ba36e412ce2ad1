package io.syncline.mcp;

import io.syncline.service.run.ServiceTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** A time in which waiting takes none: it passes at once, unless the event has happened. */
final class ManualTime implements ServiceTime {

    private static final Instant START = Instant.parse("2026-11-29T08:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final LongConsumer onWait;

    /**
     * A time.
     *
     * @param onWait called with the seconds that have passed, after each wait
     */
    ManualTime(LongConsumer onWait) {
        this.onWait = onWait;
    }

    @Override
    public Instant now() {
        return START.plusNanos(nanos.get());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void await(CompletableFuture<?> event, Duration most) {
        if (!event.isDone()) {
            onWait.accept(Duration.ofNanos(nanos.addAndGet(most.toNanos())).toSeconds());
        }
    }
}

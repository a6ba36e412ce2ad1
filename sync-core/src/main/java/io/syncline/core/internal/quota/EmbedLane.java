package io.syncline.core.internal.quota;

import io.syncline.core.internal.runtime.EventLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A run before the {@link EmbedGate}. Confined to the run's loop, but for what the gate does under its lock. */
public final class EmbedLane {

    private final EmbedGate gate;
    private final EventLoop loop;
    private final Runnable wake;
    private final long number;
    private @Nullable Runnable timer;
    private double served;

    EmbedLane(EmbedGate gate, EventLoop loop, Runnable wake, long number) {
        this.gate = gate;
        this.loop = loop;
        this.wake = wake;
        this.number = number;
    }

    /** Lets a request of so many tokens in, by the embedder's count, or answers null and wakes the run later. */
    public @Nullable EmbedTicket start(long tokens) {
        cancelTimer();
        return gate.start(this, tokens);
    }

    /** Has nothing to send for now, or never again. */
    public void rest() {
        cancelTimer();
        gate.rest(this);
    }

    EventLoop loop() {
        return loop;
    }

    long number() {
        return number;
    }

    double served() {
        return served;
    }

    void begin(double virtualTime) {
        served = Math.max(served, virtualTime);
    }

    void serve(double amount) {
        served += amount;
    }

    void wakeNow() {
        loop.execute(wake);
    }

    /** Called on the loop only, from {@link #start}. */
    void wakeAfter(long nanos) {
        timer = loop.schedule(Duration.ofNanos(nanos), wake);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.run();
            timer = null;
        }
    }
}

package io.syncline.core.internal.quota;

import io.syncline.core.internal.runtime.EventLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A run that sends requests through an {@link EmbedAdmission}. The timer is confined to the run's loop, the rest is
 * guarded by the admission.
 */
public final class AdmissionClient {

    private final EventLoop loop;
    private final Runnable wake;
    private final long number;
    private @Nullable Runnable cancelTimer;
    private double served;

    AdmissionClient(EventLoop loop, Runnable wake, long number) {
        this.loop = loop;
        this.wake = wake;
        this.number = number;
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

    /** A client that returns starts where the others are, so an idle one saves nothing up. */
    void enter(double virtualTime) {
        served = Math.max(served, virtualTime);
    }

    void serve(double amount) {
        served += amount;
    }

    void wakeNow() {
        loop.execute(wake);
    }

    void wakeAfter(long nanos) {
        cancelTimer = loop.schedule(Duration.ofNanos(nanos), wake);
    }

    void cancelTimer() {
        if (cancelTimer != null) {
            cancelTimer.run();
            cancelTimer = null;
        }
    }
}

package io.syncline.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The loop with the nanosecond clock, which may start anywhere and overflows after 292 years. */
class ThreadedEventLoopTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final ThreadedEventLoop loop = new ThreadedEventLoop(Runnable::run, clock::get);
    private final List<String> order = new ArrayList<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    @Test
    void timersShouldKeepTheirOrderWhenTheClockOverflows() {
        loop.schedule(Duration.ofNanos(10), () -> {
            order.add("after");
            end.complete(null);
        });
        loop.schedule(Duration.ofNanos(3), () -> order.add("before"));
        loop.execute(() -> clock.addAndGet(20));

        loop.runUntil(end, () -> {});

        assertThat(order).containsExactly("before", "after");
    }

    @Test
    void endedTimerShouldNotCancelAnother() {
        Runnable action = () -> {
            order.add("ran");
            end.complete(null);
        };
        Runnable takeBack = loop.schedule(Duration.ZERO, action);
        loop.runUntil(end, () -> {});
        CompletableFuture<Void> second = new CompletableFuture<>();
        loop.schedule(Duration.ZERO, action);

        takeBack.run();

        loop.schedule(Duration.ofNanos(1), () -> second.complete(null));
        clock.incrementAndGet();
        loop.runUntil(second, () -> {});
        assertThat(order).hasSize(2);
    }
}

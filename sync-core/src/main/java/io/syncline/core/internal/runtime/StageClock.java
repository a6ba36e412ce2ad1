package io.syncline.core.internal.runtime;

import io.syncline.api.Stage;
import io.syncline.api.StageTiming;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Times the calls of each stage, which shows how far they overlap. Confined to the loop. */
public final class StageClock {

    private final EventLoop loop;
    private final Consumer<StageTiming> listener;
    private final long startNanos;
    private final Map<Stage, Total> totals = new EnumMap<>(Stage.class);

    public StageClock(EventLoop loop, Consumer<StageTiming> listener) {
        this.loop = loop;
        this.listener = listener;
        this.startNanos = loop.nanoTime();
    }

    /** The time since the run started. */
    public Duration elapsed() {
        return Duration.ofNanos(loop.nanoTime() - startNanos);
    }

    public <T> CompletableFuture<T> time(Stage stage, int items, Supplier<CompletableFuture<T>> call) {
        Total total = totals.computeIfAbsent(stage, key -> new Total());
        long number = ++total.calls;
        Duration started = elapsed();
        return call.get().whenComplete((value, thrown) -> {
            Duration ended = elapsed();
            total.busy = total.busy.plus(ended.minus(started));
            if (thrown == null) {
                listener.accept(new StageTiming(stage, number, items, started, ended));
            }
        });
    }

    /** One line for people: how long the stages took, and how long all of them together. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        Duration sum = Duration.ZERO;
        for (Map.Entry<Stage, Total> entry : totals.entrySet()) {
            Total total = entry.getValue();
            sum = sum.plus(total.busy);
            line.append(entry.getKey().name().toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(total.calls)
                    .append(total.calls == 1 ? " call " : " calls ")
                    .append(seconds(total.busy))
                    .append(", ");
        }
        return line + "together " + seconds(sum) + " of work in " + seconds(elapsed());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static final class Total {
        private long calls;
        private Duration busy = Duration.ZERO;
    }
}

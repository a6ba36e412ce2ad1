package io.syncline.core.internal.run;

import io.syncline.core.internal.runtime.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The clocks of source and metadata store, read one right after the other. Neither is trusted alone: what a run takes for
 * the time of its start is the earlier of both, so that a watermark lies in the future only if both clocks are wrong.
 *
 * @param source the time by the source's clock
 * @param store the time by the clock of the metadata store
 */
public record Clocks(Instant source, Instant store) {

    private static final Duration LEAST_TOLERANCE = Duration.ofMinutes(1);

    /** Reads both. */
    public static CompletableFuture<Clocks> read(RunContext run) {
        String what = "Reading the clocks of " + run.key().source() + " and the metadata store";
        return run.retrier()
                .call(
                        Work.SOURCE,
                        what,
                        () -> new Clocks(
                                run.ports().source().now(),
                                run.ports().metadata().now()));
    }

    /** The earlier of both times. */
    public Instant earlier() {
        return source.isBefore(store) ? source : store;
    }

    /**
     * What a person should know of clocks that differ by more than a sync looks back.
     *
     * @param overlap how far a sync looks back
     */
    public Optional<String> warning(Duration overlap) {
        Duration difference = Duration.between(store, source).abs();
        Duration tolerance = overlap.compareTo(LEAST_TOLERANCE) < 0 ? LEAST_TOLERANCE : overlap;
        if (difference.compareTo(tolerance) <= 0) {
            return Optional.empty();
        }
        return Optional.of("The clocks differ by " + difference.toSeconds() + " s: it is " + source
                + " for the source and " + store
                + " for the metadata store. Set the wrong one; until then, syncs count from the earlier time");
    }
}

package io.syncline.core.internal.run;

import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.SourceClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The clocks of source and metadata store, read one right after the other. Neither is trusted alone: what a run takes for
 * the time of its start is the earlier of both, so that a watermark lies in the future only if both clocks are wrong.
 *
 * @param source the time until when the source has all changes, by its clock
 * @param store the time by the clock of the metadata store
 * @param sourceClock the time by the source's clock, which may be later than until when it has all changes
 */
public record Clocks(Instant source, Instant store, Instant sourceClock) {

    private static final Duration LEAST_TOLERANCE = Duration.ofMinutes(1);

    /** The clocks of a source that has all changes until the present. */
    public Clocks(Instant source, Instant store) {
        this(source, store, source);
    }

    /** Reads both. */
    public static CompletableFuture<Clocks> read(RunContext run) {
        String what = "Reading the clocks of " + run.key().source() + " and the metadata store";
        return run.retrier()
                .call(
                        Work.SOURCE,
                        what,
                        () -> read(run.ports().source(), run.ports().metadata()));
    }

    private static Clocks read(RecordSource source, MetadataStore store) {
        Instant now = source.now();
        return new Clocks(now, store.now(), source instanceof SourceClock clocked ? clocked.clock() : now);
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
        Duration difference = Duration.between(store, sourceClock).abs();
        Duration tolerance = overlap.compareTo(LEAST_TOLERANCE) < 0 ? LEAST_TOLERANCE : overlap;
        if (difference.compareTo(tolerance) <= 0) {
            return Optional.empty();
        }
        return Optional.of("The clocks differ by " + difference.toSeconds() + " s: it is " + sourceClock
                + " for the source and " + store
                + " for the metadata store. Set the wrong one; until then, syncs count from the earlier time");
    }
}

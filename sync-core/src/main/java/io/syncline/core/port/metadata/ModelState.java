package io.syncline.core.port.metadata;

import io.syncline.api.LastRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What is remembered of a model between runs. */
@Value.Immutable(copy = false)
public interface ModelState {

    /** The state of a model that was never synced. */
    ModelState NEW = builder().build();

    /**
     * When the last completed sync ended, by the clock of the store. For people and tools to read.
     *
     * @return an instant, or empty if none has completed
     */
    Optional<Instant> lastSync();

    /**
     * The newest change time that completed syncs have read. For people and tools to read, and the next lower bound
     * where there is no watermark.
     *
     * @return an instant by the source's clock, or empty if none was seen
     */
    Optional<Instant> lastMaxWriteDate();

    /**
     * Records that the last completed sync processed.
     *
     * @return a number of records
     */
    @Value.Default
    default long recordsSynced() {
        return 0;
    }

    /**
     * How long the last completed sync took.
     *
     * @return a duration
     */
    @Value.Default
    default Duration syncDuration() {
        return Duration.ZERO;
    }

    /**
     * The earlier of the source's and the metadata store's time when the last completed sync started: all changes before
     * it have been read, save those that the overlap is for.
     *
     * @return an instant, or empty if none has completed
     */
    Optional<Instant> watermark();

    /**
     * What made the documents and vectors of the last completed sync.
     *
     * @return a fingerprint, or empty if none has completed
     */
    Optional<String> fingerprint();

    /**
     * The greatest fencing token. Tokens are at least the time of their lease in milliseconds, which reaches this in the year
     * 2248, and the number of a sink's mark has room for no more.
     */
    long MAX_EPOCH = (1L << 43) - (1L << 20);

    /**
     * The fencing token of the newest lease; rises with each lease and never falls.
     *
     * @return a number; 0 if there was none
     */
    @Value.Default
    default long epoch() {
        return 0;
    }

    /**
     * The newest lease, if it was not released.
     *
     * @return a lease, which may have expired
     */
    Optional<Lease> lease();

    /**
     * How far an unfinished run got.
     *
     * @return its checkpoint, or empty if the last run completed
     */
    Optional<Checkpoint> checkpoint();

    /**
     * How many tokens the embedder's provider counted for a thousand that the embedder had counted before, when a sync of
     * the model embedded something for the last time.
     *
     * @return tokens per thousand, or empty if that is not known
     */
    OptionalLong tokensPerThousand();

    /**
     * The value of the {@link io.syncline.core.port.vector.SinkMark} that the sink had at the last save.
     *
     * @return a positive number; 0 if nothing was written
     */
    @Value.Default
    default long sinkMark() {
        return 0;
    }

    /**
     * How the last run that had the lease ended. For people and tools to read.
     *
     * @return its end, or empty if none has ended since this is recorded
     */
    Optional<LastRun> lastRun();

    /**
     * The last cleanup that completed, and the limits that it had.
     *
     * @return the cleanup, or empty if none has completed since this is recorded
     */
    Optional<LastCleanup> lastCleanup();

    /**
     * The records that syncs have deleted or hidden since that cleanup, because they were touched and the source no longer
     * has them.
     *
     * @return a number of records
     */
    @Value.Default
    default long removedByTouch() {
        return 0;
    }

    /**
     * What people call the sink, see {@link io.syncline.core.port.vector.SinkIdentity#name()}. For people and tools to read.
     *
     * @return a name, or empty if an earlier version wrote the state
     */
    Optional<String> sinkName();

    /**
     * What is left of this state when the sink has lost what the state says of it: the next run reads all records from the
     * first one on.
     *
     * @return a state without watermark, checkpoint and fingerprint. The mark of the sink stays, so that the next run finds
     *     the loss as well; so do epoch, lease and what is for people to read
     */
    default ModelState startingOver() {
        return toBuilder()
                .watermark(Optional.empty())
                .lastMaxWriteDate(Optional.empty())
                .checkpoint(Optional.empty())
                .fingerprint(Optional.empty())
                .build();
    }

    /**
     * Starts a state.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a state that differs from this one in a few places.
     *
     * @return a builder that holds everything this state does; not thread-safe
     */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds a {@link ModelState}; not thread-safe. */
    final class Builder extends ImmutableModelState.Builder {
        Builder() {}
    }
}

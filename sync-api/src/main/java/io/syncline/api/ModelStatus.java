package io.syncline.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** The state of a model, from the metadata store and the sink. The source is not asked. */
@Style
@Value.Immutable
public interface ModelStatus {

    /** The model. */
    ModelName model();

    /** When the last completed sync ended; empty if none has completed. */
    Optional<Instant> lastSync();

    /** How long the last completed sync took; empty if none has completed. */
    Optional<Duration> lastDuration();

    /** The records that the last completed sync processed; 0 if none has completed. */
    long recordsSynced();

    /** The records that the sink holds now; 0 if it could not be reached. */
    long recordsStored();

    /**
     * Why the sink could not be reached. What else is shown is then the state that was saved last for the model, in whichever
     * sink. Empty if the sink answered.
     */
    Optional<String> sinkProblem();

    /** How the last run ended; empty while the first one is in progress, and before it. */
    Optional<LastRun> lastRun();

    /** The records that failed and will be retried. */
    long failedRecords();

    /** The records that somebody touched, and that the next sync will read; 0 if there were {@linkplain #tooManyTouched too many}. */
    @Value.Default
    default long touchedRecords() {
        return 0;
    }

    /** Whether more records were touched than are kept, so that the next sync finds what changed, and a cleanup what was deleted. */
    @Value.Default
    default boolean tooManyTouched() {
        return false;
    }

    /** When the last completed cleanup ended, dry runs apart; empty if none has completed since this is recorded. */
    Optional<Instant> lastCleanup();

    /**
     * The time up to which all changes have been read, by the earlier of the clocks of source and metadata store: when the
     * last completed sync started. Empty if none has completed.
     */
    Optional<Instant> watermark();

    /**
     * The record up to which an unfinished run has processed all; the next run resumes after it. Empty if no run is
     * unfinished.
     */
    Optional<RecordId> checkpoint();

    /** Whether the next sync resumes one that has not completed, also one that had not got to its first checkpoint. */
    @Value.Default
    default boolean unfinished() {
        return checkpoint().isPresent();
    }

    /** The run in progress. */
    Optional<ActiveRun> activeRun();

    /** Starts a status. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ModelStatus}. Not thread-safe. */
    final class Builder extends ImmutableModelStatus.Builder {
        Builder() {}
    }
}

package io.syncline.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** What is known of a model's syncs without asking the source. */
@Style
@Value.Immutable
public interface ModelStatus {

    /**
     * The model.
     *
     * @return its name
     */
    ModelName model();

    /**
     * When the last completed sync ended.
     *
     * @return an instant, or empty if none has completed
     */
    Optional<Instant> lastSync();

    /**
     * How long the last completed sync took.
     *
     * @return a duration, or empty if none has completed
     */
    Optional<Duration> lastDuration();

    /**
     * Records that the last completed sync processed.
     *
     * @return a number of records; 0 if none has completed
     */
    long recordsSynced();

    /**
     * Records that wait for another try.
     *
     * @return a number of records
     */
    long failedRecords();

    /**
     * Up to which record an unfinished run got; the next run goes on from there.
     *
     * @return the last record finished with all before it, or empty if no run is unfinished
     */
    Optional<RecordId> checkpoint();

    /**
     * The run in progress.
     *
     * @return the run, or empty if there is none
     */
    Optional<ActiveRun> activeRun();

    /**
     * Starts a status.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ModelStatus}; not thread-safe. */
    final class Builder extends ImmutableModelStatus.Builder {
        Builder() {}
    }
}

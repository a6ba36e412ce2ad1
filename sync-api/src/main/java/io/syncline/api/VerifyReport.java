package io.syncline.api;

import io.syncline.api.failure.SyncException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What a comparison of source and sink has found, and repaired if that was asked for. */
@Style
@Value.Immutable
public interface VerifyReport {

    /**
     * Whether the comparison reached its end and everything is in step now: nothing differed, or all of it was repaired.
     *
     * @return true if so
     */
    @Value.Derived
    @Value.Auxiliary
    default boolean inStep() {
        return outcome() == RunOutcome.COMPLETED && recordsDiffering() == recordsRepaired();
    }

    /**
     * How the comparison ended.
     *
     * @return the outcome; {@link RunOutcome#COMPLETED} also if something differs
     */
    RunOutcome outcome();

    /**
     * The model.
     *
     * @return its name
     */
    ModelName model();

    /**
     * Records the source has in scope.
     *
     * @return a number of records
     */
    @Value.Default
    default long recordsInSource() {
        return 0;
    }

    /**
     * Records the sink held.
     *
     * @return a number of records
     */
    @Value.Default
    default long recordsStored() {
        return 0;
    }

    /**
     * Records that the source no longer has and that wait in quarantine for their deletion. They are hidden from searches, so
     * they do not count as differing.
     *
     * @return a number of records
     */
    @Value.Default
    default long recordsInQuarantine() {
        return 0;
    }

    /**
     * Records that differed, by kind.
     *
     * @return numbers of records; kinds that did not occur are left out
     */
    Map<Difference.Kind, Long> differences();

    /**
     * Records that differed.
     *
     * @return a number of records
     */
    @Value.Derived
    @Value.Auxiliary
    default long recordsDiffering() {
        return differences().values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The first records that differed, at most a hundred.
     *
     * @return differences by ascending id
     */
    List<Difference> examples();

    /**
     * Records that were brought in step.
     *
     * @return a number of records; 0 unless repair was asked for
     */
    @Value.Default
    default long recordsRepaired() {
        return 0;
    }

    /**
     * How long it took.
     *
     * @return time from its start to its report
     */
    @Value.Default
    default Duration duration() {
        return Duration.ZERO;
    }

    /**
     * What went wrong, or why the comparison was refused, in plain words.
     *
     * @return messages, empty if nothing went wrong
     */
    List<String> errors();

    /**
     * What a person should know although the comparison went on.
     *
     * @return messages, empty if there are none
     */
    List<String> warnings();

    /**
     * The run that stood in the way.
     *
     * @return the other run if the outcome is {@link RunOutcome#REFUSED_IN_PROGRESS}, else empty
     */
    Optional<ActiveRun> blockedBy();

    /**
     * The failure that ended the comparison, for programs; people read it in {@link #errors()}.
     *
     * @return a failure if the outcome is {@link RunOutcome#FAILED}, else empty
     */
    @Value.Auxiliary
    Optional<SyncException> failure();

    /**
     * Starts a report.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link VerifyReport}; not thread-safe. */
    final class Builder extends ImmutableVerifyReport.Builder {
        Builder() {}
    }
}

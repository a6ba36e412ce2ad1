package io.syncline.api;

import io.syncline.api.failure.SyncException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** The result of a comparison of source and sink, and of the repair if one was requested. */
@Style
@Value.Immutable
public interface VerifyReport {

    /** What was compared of a record that both sides have. */
    enum Compared {
        /**
         * The change times and settings that were stored with it; the content only where these differ. A change that left
         * the change time alone is not seen.
         */
        STAMPS,
        /** The content. */
        CONTENT
    }

    /** What was compared, and so what {@link #inSync()} is true of. */
    @Value.Default
    default Compared compared() {
        return Compared.STAMPS;
    }

    /**
     * Whether the comparison completed and source and sink are now in sync, as far as {@link #compared()} shows: nothing
     * differed and no point was stray, or everything was repaired. Foreign points do not count.
     */
    @Value.Derived
    @Value.Auxiliary
    default boolean inSync() {
        return outcome() == RunOutcome.COMPLETED
                && recordsDiffering() == recordsRepaired()
                && strayPoints() == strayPointsDeleted();
    }

    /** How the comparison ended; {@link RunOutcome#COMPLETED} also if something differs. */
    RunOutcome outcome();

    /** The model. */
    ModelName model();

    /** The records of the source in scope. */
    @Value.Default
    default long recordsInSource() {
        return 0;
    }

    /** The records in the sink. */
    @Value.Default
    default long recordsStored() {
        return 0;
    }

    /**
     * The records in quarantine that were deleted in the source. They are hidden from searches, so they do not count as
     * differing.
     */
    @Value.Default
    default long recordsInQuarantine() {
        return 0;
    }

    /** The number of records that differ, by kind; without kinds that did not occur. */
    Map<Difference.Kind, Long> differences();

    /** The number of records that differ. */
    @Value.Derived
    @Value.Auxiliary
    default long recordsDiffering() {
        return differences().values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The first records that were found to differ, at most a hundred of each kind; usually by ascending id, but not in a sink that lists
     * records in another order.
     */
    List<Difference> examples();

    /** The records that were repaired; 0 unless a repair was requested. */
    @Value.Default
    default long recordsRepaired() {
        return 0;
    }

    /** The stray points that a sync wrote: copies and damaged points. 0 for a sink that cannot have any. */
    @Value.Default
    default long strayPoints() {
        return 0;
    }

    /** The stray points that belong to somebody else, see {@link StrayPoint.Kind#FOREIGN}. */
    @Value.Default
    default long foreignPoints() {
        return 0;
    }

    /** The first stray points, foreign ones included, at most a hundred of each kind. */
    List<StrayPoint> strayExamples();

    /** The stray points that were deleted; 0 unless a repair was requested. */
    @Value.Default
    default long strayPointsDeleted() {
        return 0;
    }

    /** The time from the start to the report. */
    @Value.Default
    default Duration duration() {
        return Duration.ZERO;
    }

    /** What went wrong, or why the comparison was refused, for people; empty if nothing went wrong. */
    List<String> errors();

    /** What a person should know although the comparison continued; empty if there is nothing. */
    List<String> warnings();

    /** The run that holds the lease, if the outcome is {@link RunOutcome#REFUSED_IN_PROGRESS}. */
    Optional<ActiveRun> blockedBy();

    /**
     * The failure that ended the comparison, for programs, if the outcome is {@link RunOutcome#FAILED}. People read it
     * in {@link #errors()}.
     */
    @Value.Auxiliary
    Optional<SyncException> failure();

    /** Starts a report. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link VerifyReport}. Not thread-safe. */
    final class Builder extends ImmutableVerifyReport.Builder {
        Builder() {}
    }
}

package io.syncline.service.schedule;

import java.time.Duration;
import java.util.Optional;

/**
 * When a model is synced, cleaned up and compared. Immutable.
 *
 * @param sync when it is synced
 * @param cleanup when what the source no longer has is deleted, within the limits of a cleanup; never if empty
 * @param verify when source and sink are compared; never if empty
 */
public record ModelSchedule(Schedule sync, Optional<Schedule> cleanup, Optional<Schedule> verify) {

    /** Every five minutes a sync, and nothing else. */
    public static ModelSchedule defaults() {
        return syncing(Schedule.every(Duration.ofMinutes(5)));
    }

    /** Syncs and nothing else. */
    public static ModelSchedule syncing(Schedule sync) {
        return new ModelSchedule(sync, Optional.empty(), Optional.empty());
    }

    /** The schedule of some work; empty if it has none. */
    public Optional<Schedule> of(ScheduledWork work) {
        return switch (work) {
            case SYNC -> Optional.of(sync);
            case CLEANUP -> cleanup;
            case VERIFY -> verify;
        };
    }
}

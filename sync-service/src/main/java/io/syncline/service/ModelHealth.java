package io.syncline.service;

import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a model of a service is. Immutable.
 *
 * @param model the model
 * @param freshness how fresh its index is
 * @param lag the time since that up to which all changes have been read; empty if no sync has completed
 * @param lateAfter the lag beyond which it is late
 * @param staleAfter the lag beyond which it is stale
 * @param schedule its schedule
 * @param next when its scheduled work runs next, without work that is in progress
 * @param recordsInSource how many records the source had when it was asked last; empty if it was not
 * @param status what is stored of it; empty if no sync has begun yet
 * @param problem what went wrong last, for people; empty if nothing did
 */
public record ModelHealth(
        ModelName model,
        Freshness freshness,
        Optional<Duration> lag,
        Duration lateAfter,
        Duration staleAfter,
        ModelSchedule schedule,
        Map<ScheduledWork, Instant> next,
        OptionalLong recordsInSource,
        Optional<ModelStatus> status,
        Optional<String> problem) {

    /** Copies the map. */
    public ModelHealth {
        next = Map.copyOf(next);
    }
}

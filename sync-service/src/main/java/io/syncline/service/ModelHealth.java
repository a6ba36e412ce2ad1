package io.syncline.service;

import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.service.schedule.ModelSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a model of a service is. Immutable.
 *
 * @param model the model
 * @param freshness how fresh its index is
 * @param lag the time since that up to which all changes have been read; empty if no sync has completed
 * @param allowed the lag up to which it is fresh
 * @param schedule its schedule
 * @param nextSync when it is synced next; empty while it is being synced
 * @param status what is stored of it; empty if no sync has begun yet
 * @param problem what went wrong last, for people; empty if nothing did
 */
public record ModelHealth(
        ModelName model,
        Freshness freshness,
        Optional<Duration> lag,
        Duration allowed,
        ModelSchedule schedule,
        Optional<Instant> nextSync,
        Optional<ModelStatus> status,
        Optional<String> problem) {}

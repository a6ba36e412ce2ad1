package io.syncline.service;

import io.syncline.api.ModelName;
import io.syncline.service.schedule.ModelSchedule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What a service does by itself. */
@SettingsStyle
@Value.Immutable
public interface ServiceSettings {

    /** The models that are kept in sync, in the order in which they are synced at the start. */
    Map<ModelName, ModelSchedule> models();

    /** How many models are worked on at a time, from 1 to 64; 4 by default. */
    @Value.Default
    default int maxRuns() {
        return 4;
    }

    /**
     * How often a source is asked whether a model has changed, from a second to a day; a sync follows only if it has. Empty
     * by default: not at all. Has no effect for a source that cannot tell.
     */
    Optional<Duration> probe();

    /**
     * How long after a signal its records are read, so that the change is committed and signals that come together are read
     * together; at most ten minutes. One second by default.
     */
    @Value.Default
    default Duration settle() {
        return Duration.ofSeconds(1);
    }

    /**
     * How long after that they are read once more, if no schedule has done so before, for a change that was committed late;
     * at most a day. Thirty seconds by default.
     */
    @Value.Default
    default Duration secondLook() {
        return Duration.ofSeconds(30);
    }

    /**
     * How long runs may take to save what is in flight when the service stops, at most 50 s: the command line ends
     * its process after 60. 20 s by default.
     */
    @Value.Default
    default Duration drain() {
        return Duration.ofSeconds(20);
    }

    /** The share of the stored records, from 0 to 1, that one cleanup may delete; 0.1 by default. */
    @Value.Default
    default double maxDeleteShare() {
        return 0.1;
    }

    /** How long what a cleanup would delete is only hidden, from a millisecond to ten years; deleted at once if empty. */
    Optional<Duration> quarantine();

    /** The most that embedding in one sync may cost, in US dollars by list prices; no limit by default. */
    Optional<BigDecimal> maxCost();

    /** Refuses values out of range. */
    @Value.Check
    default void check() {
        require(maxRuns() >= 1 && maxRuns() <= 64, "'maxRuns' must be from 1 to 64, but is " + maxRuns());
        probe().ifPresent(value -> requireWithin(value, Duration.ofSeconds(1), Duration.ofDays(1), "probe"));
        requireWithin(settle(), Duration.ZERO, Duration.ofMinutes(10), "settle");
        requireWithin(secondLook(), Duration.ZERO, Duration.ofDays(1), "secondLook");
        requireWithin(drain(), Duration.ZERO, Duration.ofSeconds(50), "drain");
        require(
                maxDeleteShare() >= 0 && maxDeleteShare() <= 1,
                "'maxDeleteShare' must be from 0 to 1, but is " + maxDeleteShare());
        quarantine()
                .ifPresent(value -> requireWithin(value, Duration.ofMillis(1), Duration.ofDays(3653), "quarantine"));
        require(
                maxCost().orElse(BigDecimal.ZERO).signum() >= 0,
                "'maxCost' must not be negative, but is " + maxCost().orElse(BigDecimal.ZERO));
    }

    private static void requireWithin(Duration value, Duration least, Duration most, String name) {
        require(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                "'" + name + "' must be from " + least + " to " + most + ", but is " + value);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** Starts settings. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link ServiceSettings}. Not thread-safe. */
    final class Builder extends ImmutableServiceSettings.Builder {
        Builder() {}
    }
}

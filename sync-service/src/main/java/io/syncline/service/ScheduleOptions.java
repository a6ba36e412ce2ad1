package io.syncline.service;

import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.adapter.OptionValues;
import io.syncline.service.schedule.Cron;
import io.syncline.service.schedule.Every;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** Schedules, declared for configurations. */
public final class ScheduleOptions {

    private static final Option<Duration> EVERY = Option.duration("every", "the time from start to start")
            .range("1s to 366d")
            .example("5m");
    private static final Option<String> CRON = Option.text(
                    "cron", "minute, hour, day of the month, month and day of the week; instead of `every`")
            .example("\"0 3 * * *\"");
    private static final Option<String> ZONE =
            Option.text("zone", "the time zone of `cron`").defaultText("UTC").example("Europe/Vienna");
    private static final Option<Duration> JITTER = Option.duration(
                    "jitter", "by how much a start is moved at random: sooner with `every`, later with `cron`")
            .defaultText("a tenth of `every`, at most 1m; 30s with `cron`")
            .example("10s");

    private static final OptionSet<OptionValues> TIMES = OptionSet.of(EVERY, CRON, ZONE, JITTER);

    private static final Option<OptionValues> SYNC = Option.section("sync", "when models are synced", TIMES);
    private static final Option<OptionValues> CLEANUP = Option.section(
            "cleanup",
            "when what the source no longer has is deleted, within the limits of a cleanup; never unless given",
            TIMES);
    private static final Option<OptionValues> VERIFY =
            Option.section("verify", "when source and sink are compared; never unless given", TIMES);

    private static final OptionSet<OptionValues> ALL = OptionSet.of(SYNC, CLEANUP, VERIFY);

    private ScheduleOptions() {}

    /** The options of a schedule. */
    public static OptionSet<OptionValues> all() {
        return ALL;
    }

    /**
     * Reads a schedule.
     *
     * @param section a mapping of {@link #all()}; nothing counts as an empty one
     * @param base what counts where the section says nothing
     * @throws io.syncline.core.adapter.ConfigException if it cannot be used
     */
    public static ModelSchedule read(ConfigNode section, ModelSchedule base) {
        return read(section, base, Set.of());
    }

    /** Does the same with a section that has other keys too. */
    static ModelSchedule read(ConfigNode section, ModelSchedule base, Set<String> otherKeys) {
        return ALL.read(section, otherKeys, values -> schedule(values, base));
    }

    private static ModelSchedule schedule(OptionValues values, ModelSchedule base) {
        return new ModelSchedule(
                values.find(SYNC).map(times -> times(SYNC, times)).orElse(base.sync()),
                values.find(CLEANUP).map(times -> times(CLEANUP, times)).or(base::cleanup),
                values.find(VERIFY).map(times -> times(VERIFY, times)).or(base::verify));
    }

    private static Schedule times(Option<OptionValues> of, OptionValues values) {
        try {
            return times(values);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + of.key() + "': " + e.getMessage(), e);
        }
    }

    private static Schedule times(OptionValues values) {
        Optional<Duration> every = values.find(EVERY);
        Optional<String> cron = values.find(CRON);
        Optional<Duration> jitter = values.find(JITTER);
        if (every.isPresent() == cron.isPresent()) {
            throw new IllegalArgumentException("give either 'every' or 'cron'");
        }
        if (every.isPresent()) {
            if (values.find(ZONE).isPresent()) {
                throw new IllegalArgumentException("'zone' is for 'cron'");
            }
            return jitter.<Schedule>map(value -> new Every(every.get(), value))
                    .orElseGet(() -> Schedule.every(every.get()));
        }
        ZoneId zone = values.find(ZONE).map(ScheduleOptions::zone).orElse(ZoneOffset.UTC);
        return jitter.<Schedule>map(value -> new Cron(cron.orElseThrow(), zone, value))
                .orElseGet(() -> Schedule.cron(cron.orElseThrow(), zone));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'zone' takes the name of a time zone, such as Europe/Vienna, but is '" + name + "'", e);
        }
    }
}

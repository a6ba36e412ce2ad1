package io.syncline.service;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.service.schedule.ModelSchedule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings of a service, declared for configurations: schedules of all models, and what is done beside them. */
public final class ServiceOptions {

    private static final OptionSet<ServiceSettings.Builder> OTHERS = OptionSet.of(ServiceSettings::builder)
            .with(
                    Option.duration(
                                    "probe",
                                    "how often the source is asked by one or two cheap calls whether a model has changed; a sync follows only then. Not at all unless given")
                            .range("1s to 1d")
                            .example("30s"),
                    ServiceOptions::probe)
            .with(
                    Option.number("max-runs", "how many models are worked on at a time")
                            .range("1 to 64")
                            .defaultValue("4"),
                    ServiceSettings.Builder::maxRuns)
            .with(
                    Option.duration(
                                    "settle",
                                    "how long after a signal its records are read, when the change is committed")
                            .range("at most 10m")
                            .defaultValue("1s"),
                    ServiceSettings.Builder::settle)
            .with(
                    Option.duration("second-look", "how long after that they are read once more")
                            .range("at most 1d")
                            .defaultValue("30s"),
                    ServiceSettings.Builder::secondLook)
            .with(
                    Option.duration("drain", "how long runs may take to save what is in flight when the process stops")
                            .range("at most 50s")
                            .defaultValue("20s"),
                    ServiceSettings.Builder::drain)
            .with(
                    Option.fraction("max-delete-share", "the share of the stored records that one cleanup may delete")
                            .range("0 to 1")
                            .defaultValue("0.1"),
                    ServiceSettings.Builder::maxDeleteShare)
            .with(
                    Option.duration(
                                    "quarantine",
                                    "how long what a cleanup would delete is only hidden from searches; deleted at once unless given")
                            .range("1ms to 3653d")
                            .example("7d"),
                    ServiceOptions::quarantine)
            .with(
                    Option.amount(
                                    "max-cost",
                                    "the most that embedding in one sync may cost, in US dollars by list prices; to find out, a sync reads everything once before it embeds. No limit unless given")
                            .example("5"),
                    ServiceOptions::maxCost);

    private ServiceOptions() {}

    /** The options that are not schedules, in the same section as {@link ScheduleOptions#all()}. */
    public static OptionSet<ServiceSettings.Builder> all() {
        return OTHERS;
    }

    private static void probe(ServiceSettings.Builder settings, Duration value) {
        settings.probe(value);
    }

    private static void quarantine(ServiceSettings.Builder settings, Duration value) {
        settings.quarantine(value);
    }

    private static void maxCost(ServiceSettings.Builder settings, BigDecimal value) {
        settings.maxCost(value);
    }

    private static Set<String> keys(OptionSet<?> options) {
        return options.options().stream().map(Option::key).collect(Collectors.toSet());
    }

    /**
     * Reads settings.
     *
     * @param section a mapping of both sets of options; nothing counts as an empty one
     * @param models the sections of the models' own schedules, in the order of the models; absent ones count as empty
     * @throws io.syncline.core.adapter.ConfigException if they cannot be used
     */
    public static ServiceSettings read(ConfigNode section, Map<ModelName, ConfigNode> models) {
        ModelSchedule base = ScheduleOptions.read(section, ModelSchedule.defaults(), keys(OTHERS));
        return OTHERS.read(section, keys(ScheduleOptions.all()), settings -> {
            models.forEach((model, own) -> settings.putModels(model, ScheduleOptions.read(own, base, Set.of())));
            return settings.build();
        });
    }
}

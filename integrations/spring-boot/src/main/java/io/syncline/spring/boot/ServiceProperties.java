package io.syncline.spring.boot;

import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.service.ServiceSettings;

/** What the service of an application does beside its schedules, declared for properties. */
final class ServiceProperties {

    static final OptionSet<ServiceSettings.Builder> ALL = OptionSet.of(ServiceSettings::builder)
            .with(
                    Option.number("max-runs", "how many models are worked on at a time")
                            .range("1 to 64")
                            .defaultValue("4"),
                    ServiceSettings.Builder::maxRuns)
            .with(
                    Option.duration(
                                    "probe",
                                    "how often a source is asked whether a model has changed; not at all unless given")
                            .range("1s to 1d"),
                    ServiceSettings.Builder::probe)
            .with(
                    Option.duration(
                                    "drain",
                                    "how long runs may take to save what is in flight when the application stops")
                            .range("at most 10m")
                            .defaultValue("3s"),
                    ServiceSettings.Builder::drain)
            .with(
                    Option.fraction("max-delete-share", "the part of the stored records that one cleanup may delete")
                            .range("0 to 1")
                            .defaultValue("0.1"),
                    ServiceSettings.Builder::maxDeleteShare)
            .with(
                    Option.duration("quarantine", "how long what a cleanup would delete is only hidden")
                            .range("1ms to 3653d"),
                    ServiceSettings.Builder::quarantine)
            .with(
                    Option.amount("max-cost", "the most that one sync may cost in US dollars, by list prices"),
                    ServiceSettings.Builder::maxCost);

    private ServiceProperties() {}
}

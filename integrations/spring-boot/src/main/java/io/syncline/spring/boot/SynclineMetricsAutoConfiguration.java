package io.syncline.spring.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.core.port.RecordSource;
import io.syncline.micrometer.SynclineMetrics;
import io.syncline.service.SyncService;
import io.syncline.service.run.ServiceListener;
import io.syncline.service.run.TrackedRun;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Meters, if the application has a registry of Micrometer. */
@AutoConfiguration(
        after = SynclineAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass({MeterRegistry.class, SynclineMetrics.class})
@ConditionalOnBean({MeterRegistry.class, SyncService.class})
public final class SynclineMetricsAutoConfiguration {

    /** For Spring. */
    public SynclineMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    SynclineMetrics synclineMetrics(MeterRegistry registry, RecordSource source) {
        return new SynclineMetrics(registry, source.name());
    }

    /** Shows after each run what is stored, which the events of runs do not tell. */
    @Bean
    @ConditionalOnMissingBean(ServiceListener.class)
    ServiceListener synclineStoredMeters(SynclineMetrics metrics, ObjectProvider<SyncService> service) {
        return new ServiceListener() {
            @Override
            public void ended(TrackedRun run) {
                service.getObject()
                        .health(run.descriptor().model())
                        .flatMap(health -> health.status())
                        .ifPresent(metrics::show);
            }
        };
    }
}

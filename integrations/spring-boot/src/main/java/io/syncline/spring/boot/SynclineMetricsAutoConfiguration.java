package io.syncline.spring.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.core.port.RecordSource;
import io.syncline.micrometer.SynclineMetrics;
import io.syncline.service.SyncService;
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

    /** Meters are tagged with the source; an application with an engine and a source of its own makes them itself. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(RecordSource.class)
    SynclineMetrics synclineMetrics(MeterRegistry registry, RecordSource source) {
        return new SynclineMetrics(registry, source.name());
    }

    @Bean
    @ConditionalOnBean(SynclineMetrics.class)
    StoredMeters synclineStoredMeters(SynclineMetrics metrics, ObjectProvider<SyncService> service) {
        return new StoredMeters(metrics, service);
    }
}

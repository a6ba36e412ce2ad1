package io.syncline.spring.boot;

import io.syncline.service.SyncService;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The health of the models, in Spring Boot 4. */
@AutoConfiguration(after = SynclineAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
@ConditionalOnProperty(name = "management.health.syncline.enabled", matchIfMissing = true)
@ConditionalOnBean(SyncService.class)
public final class SynclineBoot4HealthAutoConfiguration {

    /** For Spring. */
    public SynclineBoot4HealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "synclineHealthIndicator")
    Boot4HealthIndicator synclineHealthIndicator(SyncService service) {
        return new Boot4HealthIndicator(new HealthReader(service::health));
    }
}

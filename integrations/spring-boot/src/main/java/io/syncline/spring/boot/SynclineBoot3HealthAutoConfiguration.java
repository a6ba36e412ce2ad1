package io.syncline.spring.boot;

import io.syncline.service.SyncService;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The health of the models, in Spring Boot 3. */
@AutoConfiguration(after = SynclineAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
@ConditionalOnProperty(name = "management.health.syncline.enabled", matchIfMissing = true)
@ConditionalOnBean(SyncService.class)
public final class SynclineBoot3HealthAutoConfiguration {

    /** For Spring. */
    public SynclineBoot3HealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "synclineHealthIndicator")
    Boot3HealthIndicator synclineHealthIndicator(SyncService service) {
        return new Boot3HealthIndicator(new HealthReader(service::health));
    }
}

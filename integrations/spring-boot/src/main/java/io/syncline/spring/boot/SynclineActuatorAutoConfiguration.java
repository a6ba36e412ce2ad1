package io.syncline.spring.boot;

import io.syncline.core.SyncEngine;
import io.syncline.service.SyncService;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The actuator endpoint, if the application has the actuator and makes the endpoint available. */
@AutoConfiguration(after = SynclineAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean({SyncService.class, SyncEngine.class})
public final class SynclineActuatorAutoConfiguration {

    /** For Spring. */
    public SynclineActuatorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    SynclineEndpoint synclineEndpoint(SyncService service, SyncEngine engine) {
        return new SynclineEndpoint(service, engine);
    }
}

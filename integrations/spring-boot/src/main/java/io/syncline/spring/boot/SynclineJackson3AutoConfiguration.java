package io.syncline.spring.boot;

import io.syncline.jackson.SynclineJackson3Module;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JacksonModule;

/** Lets controllers return reports, states and hits with Jackson 3. */
@AutoConfiguration
@ConditionalOnClass(JacksonModule.class)
@ConditionalOnProperty(name = "syncline.enabled", matchIfMissing = true)
public final class SynclineJackson3AutoConfiguration {

    /** For Spring. */
    public SynclineJackson3AutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    SynclineJackson3Module synclineJackson3Module() {
        return new SynclineJackson3Module();
    }
}

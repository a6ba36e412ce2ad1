package io.syncline.spring.boot;

import com.fasterxml.jackson.databind.Module;
import io.syncline.jackson.SynclineJackson2Module;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Lets controllers return reports, states and hits with Jackson 2. */
@AutoConfiguration
@ConditionalOnClass(Module.class)
@ConditionalOnProperty(name = "syncline.enabled", matchIfMissing = true)
public final class SynclineJackson2AutoConfiguration {

    /** For Spring. */
    public SynclineJackson2AutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    SynclineJackson2Module synclineJackson2Module() {
        return new SynclineJackson2Module();
    }
}

package io.syncline.spring.boot;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health indicator of Spring Boot 4. */
record Boot4HealthIndicator(HealthReader reader) implements HealthIndicator {

    @Override
    public Health health() {
        HealthReader.State state = reader.read();
        return Health.status(state.status()).withDetails(state.details()).build();
    }
}

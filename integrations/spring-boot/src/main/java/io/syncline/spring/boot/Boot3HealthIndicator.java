package io.syncline.spring.boot;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** The health indicator of Spring Boot 3. */
record Boot3HealthIndicator(HealthReader reader) implements HealthIndicator {

    @Override
    public Health health() {
        HealthReader.State state = reader.read();
        return Health.status(state.status()).withDetails(state.details()).build();
    }
}

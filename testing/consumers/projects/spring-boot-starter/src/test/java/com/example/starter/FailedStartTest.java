package com.example.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What a person sees whose application does not start. */
class FailedStartTest {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}

    @BeforeEach
    void forget() {
        LastAnalysis.REPORTED.clear();
    }

    private static FailureAnalysis analysisOf(Map<String, Object> properties) {
        Map<String, Object> all = new LinkedHashMap<>(StarterApplicationTest.withoutDatabase());
        all.putAll(properties);
        assertThatThrownBy(() -> new StartedApplication(all, Application.class).close())
                .isInstanceOf(RuntimeException.class);
        return LastAnalysis.REPORTED.remove();
    }

    @Test
    void missingSourceShouldBeExplained() {
        FailureAnalysis analysis = analysisOf(Map.of());
        assertThat(analysis.getDescription())
                .startsWith("Syncline cannot be configured: ")
                .contains("'syncline.source.type' is missing: one of odoo");
        assertThat(analysis.getAction()).contains("syncline.enabled=false", "RecordSource");
    }

    @Test
    void unknownKeyShouldBeExplainedWithTheKeyThatWasMeant() {
        assertThat(analysisOf(Map.of("syncline.sorce.type", "odoo")).getDescription())
                .contains("syncline.sorce", "source");
    }

    @Test
    void refusedValueShouldBeExplainedWithoutTheSecret() {
        FailureAnalysis analysis = analysisOf(Map.of(
                "syncline.source.type", "odoo",
                "syncline.source.url", "no address",
                "syncline.source.database", "company",
                "syncline.source.username", "sync",
                "syncline.source.api-key", "a-key-that-no-message-repeats"));
        assertThat(analysis.getDescription())
                .contains("syncline.source.url")
                .doesNotContain("a-key-that-no-message-repeats");
    }
}

package io.syncline.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void defaultsShouldBeAccepted() {
        assertThat(EngineSettings.defaults().retry())
                .isEqualTo(RetrySettings.builder().build());
        assertThat(ModelSettings.defaults().fields()).isEmpty();
    }

    @Test
    void valueOutOfRangeShouldBeRefusedWithItsValue() {
        assertThatThrownBy(() -> EngineSettings.builder().fetchBatchSize(1_001).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fetchBatchSize must be from 1 to 1000, not 1001");
        assertThatThrownBy(() ->
                        EngineSettings.builder().leaseTtl(Duration.ofMillis(10)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("leaseTtl must be at least PT1S, not PT0.01S");
        assertThatThrownBy(
                        () -> EngineSettings.builder().sharedBudget("Two Words").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Two Words");
        assertThatThrownBy(() -> RetrySettings.builder()
                        .firstWait(Duration.ofMinutes(1))
                        .longestWait(Duration.ofSeconds(1))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("longestWait must be at least PT1M, not PT1S");
    }

    @Test
    void settingGivenTwiceShouldBeRefused() {
        EngineSettings.Builder builder = EngineSettings.builder().errorBudget(1);

        assertThatThrownBy(() -> builder.errorBudget(2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void fieldsBesideATemplateShouldBeRefused() {
        assertThatThrownBy(() -> ModelSettings.builder()
                        .addFields("name")
                        .template("{name}")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fields [name] and template '{name}'");
    }
}

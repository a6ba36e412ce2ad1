package io.syncline.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                .hasMessage("'fetchBatchSize' must be from 1 to 1000, but is 1001");
        assertThatThrownBy(() ->
                        EngineSettings.builder().leaseTtl(Duration.ofMillis(10)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'leaseTtl' must be at least PT1S, but is PT0.01S");
        assertThatThrownBy(
                        () -> EngineSettings.builder().sharedBudget("Two Words").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Two Words");
        assertThatThrownBy(() -> RetrySettings.builder()
                        .firstWait(Duration.ofMinutes(1))
                        .longestWait(Duration.ofSeconds(1))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'longestWait' must be at least PT1M, but is PT1S");
    }

    @Test
    void valueThatCouldOverflowShouldBeRefused() {
        assertRefused(
                EngineSettings.builder().leaseTtl(Duration.ofDays(99_999_999))::build, "leaseTtl", "at most PT24H");
        assertRefused(EngineSettings.builder().overlap(Duration.ofDays(4_000))::build, "overlap", "at most");
        assertRefused(EngineSettings.builder().memoryBudget(Long.MAX_VALUE)::build, "memoryBudget", "at most");
        assertRefused(EngineSettings.builder().memoryBudget(1)::build, "memoryBudget", "at least");
        assertRefused(EngineSettings.builder().overlap(Duration.ofMillis(-1))::build, "overlap", "not be negative");
        assertRefused(EngineSettings.builder().embedBatchSize(Integer.MAX_VALUE)::build, "embedBatchSize");
        assertRefused(EngineSettings.builder().chunkTokens(Integer.MAX_VALUE)::build, "chunkTokens");
        assertRefused(RetrySettings.builder().giveUpAfter(Duration.ofDays(4_000))::build, "giveUpAfter");
        assertRefused(RetrySettings.builder().firstWait(Duration.ofDays(2))::build, "firstWait");
        assertRefused(RetrySettings.builder().longestWait(Duration.ofDays(2))::build, "longestWait");
    }

    private static void assertRefused(ThrowingCallable build, String... parts) {
        assertThatThrownBy(build).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }

    @Test
    void settingGivenTwiceShouldBeRefused() {
        EngineSettings.Builder builder = EngineSettings.builder().errorBudget(1);

        assertThatThrownBy(() -> builder.errorBudget(2)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{name", "{}", "{ name }", "{name} {e-mail}", "{name} {"})
    void templateThatNamesNoFieldWhereItSeemsToShouldBeRefused(String template) {
        assertRefused(ModelSettings.builder().template(template)::build, "'template' ", "such as {name}");
    }

    @Test
    void fieldsBesideATemplateShouldBeRefused() {
        assertThatThrownBy(() -> ModelSettings.builder()
                        .addFields("name")
                        .template("{name}")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'fields' [name] and template '{name}'");
    }
}

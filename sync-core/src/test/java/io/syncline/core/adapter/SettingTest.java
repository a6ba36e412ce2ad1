package io.syncline.core.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class SettingTest {

    private final Setting<String> url = Setting.named("url");
    private final Setting<String> password = Setting.named("password");

    @Test
    void setShouldKeepTheValue() {
        url.set("a");
        assertThat(url.get()).isEqualTo("a");
        assertThat(url.optional()).contains("a");
        assertThat(url.or("b")).isEqualTo("a");
    }

    @Test
    void setShouldRefuseNullByName() {
        assertThatNullPointerException().isThrownBy(() -> url.set(null)).withMessage("url");
    }

    @Test
    void setShouldRefuseARepeat() {
        url.set("a");
        assertThatIllegalStateException().isThrownBy(() -> url.set("a")).withMessage("'url' was already set");
    }

    @Test
    void excludesShouldRefuseAContradiction() {
        url.excludes(password);
        password.set("secret");
        assertThatIllegalStateException()
                .isThrownBy(() -> url.excludes(password))
                .withMessage("'url' cannot be combined with 'password'");
    }

    @Test
    void requireShouldNameAllThatIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Setting.require("A source", url, password))
                .withMessage("A source needs: url, password");
    }

    @Test
    void unsetShouldFallBackToTheDefault() {
        assertThat(url.or("b")).isEqualTo("b");
        assertThat(url.optional()).isEmpty();
        assertThat(url.isSet()).isFalse();
        assertThatIllegalStateException().isThrownBy(url::get);
    }
}

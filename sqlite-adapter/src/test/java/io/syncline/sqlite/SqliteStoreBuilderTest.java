package io.syncline.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SqliteStoreBuilderTest {

    static Stream<Consumer<SqliteStoreBuilder>> valuesOutOfRange() {
        return Stream.of(
                builder -> builder.busyTimeout(Duration.ofSeconds(-1)),
                builder -> builder.busyTimeout(Duration.ofHours(1).plusMillis(1)),
                builder -> builder.searchCacheBytes(-1));
    }

    @ParameterizedTest
    @MethodSource("valuesOutOfRange")
    void valueOutOfRangeShouldBeRefused(Consumer<SqliteStoreBuilder> setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting.accept(SqliteStore.builder()))
                .withMessageMatching(".*(-1|PT-1S|PT1H0.001S).*");
    }

    static Stream<Consumer<SqliteStoreBuilder>> settings() {
        return Stream.of(
                builder -> builder.path(Path.of("index")),
                builder -> builder.busyTimeout(Duration.ZERO),
                builder -> builder.clock(() -> Instant.EPOCH),
                builder -> builder.searchCacheBytes(0));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingGivenTwiceShouldBeRefused(Consumer<SqliteStoreBuilder> setting) {
        SqliteStoreBuilder builder = SqliteStore.builder();
        setting.accept(builder);

        assertThatIllegalStateException()
                .isThrownBy(() -> setting.accept(builder))
                .withMessageContaining("already set");
    }

    static Stream<Consumer<SqliteStoreBuilder>> nulls() {
        return Stream.of(
                builder -> builder.path(null), builder -> builder.busyTimeout(null), builder -> builder.clock(null));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void nullShouldBeRefusedByName(Consumer<SqliteStoreBuilder> setting) {
        assertThatNullPointerException()
                .isThrownBy(() -> setting.accept(SqliteStore.builder()))
                .withMessageMatching("path|busyTimeout|clock");
    }

    @Test
    void buildShouldNameTheMissingPath() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SqliteStore.builder().build())
                .withMessage("A SQLite store needs: path");
    }

    @Test
    void builderShouldBuildMoreThanOneStore() {
        SqliteStoreBuilder builder = SqliteStore.builder().path(Path.of("index"));

        assertThat(builder.build()).hasToString(builder.build().toString());
    }
}

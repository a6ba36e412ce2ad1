package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class JdbcMetadataStoreBuilderTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a-b", "a.b", "a;drop table x", "\u0130", "A"})
    void nameThatNeedsQuotesShouldBeRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcMetadataStore.builder().tablePrefix(name))
                .withMessageContaining("'tablePrefix'")
                .withMessageContaining("'" + name + "'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcMetadataStore.builder().schema(name))
                .withMessageContaining("'schema'");
    }

    @Test
    void nullShouldBeRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> JdbcMetadataStore.builder().dataSource(null))
                .withMessage("dataSource");
        assertThatNullPointerException()
                .isThrownBy(() -> JdbcMetadataStore.builder().schema(null))
                .withMessage("schema");
        assertThatNullPointerException()
                .isThrownBy(() -> JdbcMetadataStore.builder().tablePrefix(null))
                .withMessage("tablePrefix");
    }

    static Stream<Consumer<JdbcMetadataStoreBuilder>> settings() {
        return Stream.of(
                builder -> builder.dataSource(new PGSimpleDataSource()),
                builder -> builder.tablePrefix("a_"),
                builder -> builder.schema("a"),
                builder -> builder.createTables(true));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingGivenTwiceShouldBeRefused(Consumer<JdbcMetadataStoreBuilder> setting) {
        JdbcMetadataStoreBuilder builder = JdbcMetadataStore.builder();
        setting.accept(builder);

        assertThatIllegalStateException()
                .isThrownBy(() -> setting.accept(builder))
                .withMessageContaining("already set");
    }

    @Test
    void buildShouldNameTheMissingDataSource() {
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcMetadataStore.builder().build())
                .withMessage("A JDBC metadata store needs: dataSource");
    }
}

package io.syncline.core.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "Order", "1st", "a-b", "a\"b", "a.b", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq"})
    void otherNameShouldBeRefused(String name) {
        assertThatThrownBy(() -> PostgresNames.checked("schema", name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'schema' must be");
    }

    @Test
    void keywordShouldBeANameLikeAnyOther() {
        assertThat(PostgresNames.quoted(PostgresNames.checked("schema", "order")))
                .isEqualTo("\"order\"");
    }

    @Test
    void addressShouldBeOneOfPostgresWithoutALogin() {
        String url = "jdbc:postgresql://db.example.com/vectors?ssl=true";
        assertThat(PostgresNames.address(url, "vectors")).isEqualTo(url);
        assertThatThrownBy(() -> PostgresNames.address("jdbc:mysql://h/x?password=marker", "vectors"))
                .hasMessageContaining("jdbc:postgresql://db.example.com/vectors")
                .hasMessageNotContaining("marker");
        assertThatThrownBy(() -> PostgresNames.address(url + "&password=marker", "vectors"))
                .hasMessageContaining("set them separately")
                .hasMessageNotContaining("marker");
    }

    @Test
    void textShouldBeStorable() {
        assertThat(PostgresNames.storable("a\0b")).isEqualTo("a\uFFFDb");
    }
}

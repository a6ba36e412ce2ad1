package io.syncline.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.syncline.core.port.VectorSink;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PgvectorSinkBuilderTest {

    private static final String SECRET = "marker-of-a-secret-4711";

    @Test
    void builderShouldTakeADataSourceWithoutConnecting() {
        DataSource pool = new HikariDataSource();
        // region builder
        VectorSink built = PgvectorSink.builder()
                .dataSource(pool) // or url, username and password, for a pool of its own
                .schema("vectors") // the first schema in the search path
                .collection("records") // syncline
                .build();
        // endregion
        built.close();
        assertThat(((HikariDataSource) pool).isClosed())
                .as("it belongs to the caller")
                .isFalse();
        ((HikariDataSource) pool).close();
    }

    @Test
    void buildShouldNeedAnAddress() {
        assertThatThrownBy(() -> PgvectorSink.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("url");
    }

    @Test
    void dataSourceShouldExcludeAnAddress() {
        DataSource pool = new HikariDataSource();
        PgvectorSinkBuilder builder = PgvectorSink.builder().dataSource(pool).password(SECRET);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'dataSource'")
                .hasMessageContaining("'password'")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://localhost/" + SECRET,
                "jdbc:postgresql://user:" + SECRET + "@localhost/x",
                "jdbc:postgresql://localhost/x?password=" + SECRET,
                "jdbc:postgresql://localhost/x?ssl=true&User=" + SECRET
            })
    void urlShouldBeRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> PgvectorSink.builder().url(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'url' must")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Records", "1a", "a-b", "a b", "a\"b", "a.b", "x23456789012345678901234567890123456789012"})
    void namesShouldNeedNoQuotes(String name) {
        assertThatThrownBy(() -> PgvectorSink.builder().collection(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'collection' must");
        assertThatThrownBy(() -> PgvectorSink.builder().schema(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'schema' must");
    }

    @Test
    void connectionsShouldBePositive() {
        assertThatThrownBy(() -> PgvectorSink.builder().connections(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'connections' must");
    }
}

package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://address=(host=h)(user=u)(password=marker)/shop",
                "jdbc:postgresql://bob:mar/marker@localhost/shop",
                "jdbc:sqlserver://localhost;databaseName=shop;trustStorePassword=marker",
                "jdbc:oracle:thin:bob/marker@//localhost/shop"
            })
    void loginShouldBeRefusedWithoutBeingRepeated(String url) {
        assertThatThrownBy(() -> JdbcAddress.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set them separately")
                .hasMessageNotContaining("marker");
    }

    @Test
    void nameShouldLeaveOutParameters() {
        assertThat(JdbcAddress.of("jdbc:postgresql://localhost/shop?ssl=true").sourceName())
                .isEqualTo("postgresql://localhost/shop");
        assertThat(JdbcAddress.of("jdbc:sqlserver://localhost;encrypt=true;databaseName=shop")
                        .sourceName())
                .isEqualTo("sqlserver://localhost/shop");
    }

    /** It would name another source in another working directory, whose records would be embedded again. */
    @Test
    void nameOfAFileShouldBeItsPathFromTheRoot() {
        String absolute = Path.of("shop.db").toAbsolutePath().toString();
        JdbcAddress relative = JdbcAddress.of("jdbc:sqlite:data/../shop.db?cache=shared");
        assertThat(relative.sourceName()).isEqualTo("sqlite:" + absolute);
        assertThat(relative.url()).isEqualTo("jdbc:sqlite:" + absolute + "?cache=shared");
        assertThat(JdbcAddress.of("jdbc:sqlite:" + absolute).sourceName()).isEqualTo(relative.sourceName());
        assertThat(JdbcAddress.of("jdbc:sqlite:file:shop.db").url()).isEqualTo("jdbc:sqlite:file:shop.db");
        assertThat(JdbcAddress.of("jdbc:sqlite::memory:").url()).isEqualTo("jdbc:sqlite::memory:");
    }
}

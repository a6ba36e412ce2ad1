package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.core.port.RecordSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of docs/sql.md. */
class SqlExampleTest {

    @Test
    void sourceShouldBeNamedByItsAddress() {
        try (RecordSource source = source("secret")) {
            assertThat(source.name()).isEqualTo("postgresql://db.example.com/shop");
        }
    }

    private static RecordSource source(String password) {
        // region source
        RecordSource source = SqlRecordSource.builder()
                .url("jdbc:postgresql://db.example.com/shop")
                .username("sync")
                .password(password)
                .model(
                        ModelName.of("products"),
                        SqlModel.builder()
                                .key(List.of("id"))
                                .version("updated_at")
                                .build())
                .build();
        // endregion
        return source;
    }
}

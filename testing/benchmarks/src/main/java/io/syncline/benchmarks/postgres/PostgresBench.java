package io.syncline.benchmarks.postgres;

import io.syncline.pgvector.PgvectorSink;
import io.syncline.sql.SqlModel;
import io.syncline.sql.SqlRecordSource;
import io.syncline.testkit.postgres.PostgresServer;
import java.util.List;

/** The adapters that are measured, on one server. */
final class PostgresBench {

    private PostgresBench() {}

    static SqlRecordSource source(String url) {
        return SqlRecordSource.builder()
                .url(url)
                .username(PostgresServer.USER)
                .password(PostgresServer.PASSWORD)
                .name("bench")
                .model(
                        ProductTable.MODEL,
                        SqlModel.builder()
                                .key(List.of("id"))
                                .version("updated_at")
                                .build())
                .build();
    }

    static PgvectorSink sink(String url) {
        return PgvectorSink.builder()
                .url(url)
                .username(PostgresServer.USER)
                .password(PostgresServer.PASSWORD)
                .build();
    }
}

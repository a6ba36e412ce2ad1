package io.syncline.benchmarks.postgres;

import io.syncline.core.port.VectorSink;
import io.syncline.pgvector.PgvectorSink;
import io.syncline.sql.SqlModel;
import io.syncline.sql.SqlRecordSource;
import io.syncline.testkit.forward.ForwardingCatalogSink;
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

    /** The sink without indexes for searches, whose building costs more than a sync and is another question. */
    static VectorSink unindexed(PgvectorSink sink) {
        return new ForwardingCatalogSink(sink) {};
    }

    static PgvectorSink sink(String url) {
        return PgvectorSink.builder()
                .url(url)
                .username(PostgresServer.USER)
                .password(PostgresServer.PASSWORD)
                .build();
    }
}

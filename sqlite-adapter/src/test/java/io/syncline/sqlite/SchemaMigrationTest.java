package io.syncline.sqlite;

import static io.syncline.sqlite.TestPoints.PARTNERS;
import static io.syncline.sqlite.TestPoints.SCHEMA;
import static io.syncline.sqlite.TestPoints.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of an earlier version are migrated and stay usable. */
class SchemaMigrationTest {

    @TempDir
    Path directory;

    @Test
    void recordsOfAFileWithoutQuarantineShouldBeFoundAndHiddenAfterItsMigration() throws SQLException {
        Path file = directory.resolve("old.db");
        Schema old = new Schema(Schema.CURRENT.migrations().subList(0, 2));
        new IndexFile(file, Duration.ZERO, old).prepare();
        execute(old, file, "INSERT INTO embedder VALUES (1, 'test', 'tiny', 3, '')");
        execute(
                old,
                file,
                "INSERT INTO model (id, source, name, prefix) VALUES (1, 'odoo', 'res.partner', "
                        + PointId.prefix(PARTNERS, PointId.Kind.NUMBER) + ")");
        execute(
                old,
                file,
                "INSERT INTO point VALUES (1, 5, 0, 42, 7, 1, 'hash', 'fp', '{}', 'text', x'0000803f0000000000000000')");

        try (VectorSink sink = store(file).vectorSink()) {
            sink.prepare(SCHEMA);
            RecordId id = RecordId.of(5);
            SinkQuery query = SinkQuery.builder()
                    .source("odoo")
                    .embedding(Embedding.of(1, 0, 0))
                    .limit(10)
                    .build();
            assertThat(sink.search(query)).extracting(SinkHit::id).containsExactly(id);
            Quarantine quarantine = Quarantine.of(Instant.EPOCH, Duration.ofDays(7));
            ((QuarantiningSink) sink).quarantine(PARTNERS, 8, List.of(id), quarantine);
            assertThat(sink.search(query)).isEmpty();
            assertThat(sink.stamps(PARTNERS, List.of(id)))
                    .isEqualTo(
                            Map.of(id, new RecordStamp(id, 42, "hash", "fp", 1, 1, 8, true, Optional.of(quarantine))));
        }
        try (Connection connection = new IndexFile(file, Duration.ZERO, Schema.CURRENT).connect()) {
            assertThat(Sql.string(connection, "SELECT point_type || ' ' || quarantined_until FROM points"))
                    .isEqualTo("quarantined " + Duration.ofDays(7).toMillis());
        }
    }

    private static void execute(Schema schema, Path file, String sql) throws SQLException {
        try (Connection connection = new IndexFile(file, Duration.ZERO, schema).connect()) {
            Sql.run(connection, sql);
        }
    }
}

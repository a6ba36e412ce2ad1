package io.syncline.sqlite;

import static io.syncline.sqlite.TestPoints.PARTNERS;
import static io.syncline.sqlite.TestPoints.SCHEMA;
import static io.syncline.sqlite.TestPoints.documents;
import static io.syncline.sqlite.TestPoints.ids;
import static io.syncline.sqlite.TestPoints.near;
import static io.syncline.sqlite.TestPoints.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SourceContent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists, renames and drops sources. */
class SourceRowsTest {

    private static final ModelKey USERS = new ModelKey("odoo", ModelName.of("res.users"));
    private static final ModelKey RENAMED = new ModelKey("erp", PARTNERS.model());
    private static final SinkMark MARK = new SinkMark(4, Optional.of("uuid-of-a-database"));
    private static final Quarantine QUARANTINE = Quarantine.of(Instant.EPOCH, Duration.ofDays(7));

    @TempDir
    Path directory;

    private Path file;
    private VectorSink sink;
    private SourceCatalog catalog;

    @BeforeEach
    void fill() {
        file = directory.resolve("index.db");
        sink = store(file).vectorSink();
        catalog = (SourceCatalog) sink;
        sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 3, documents(1, 4, 1, 2));
        sink.upsert(PARTNERS, 3, List.of(near(RecordId.of("a"), 1, 0, 0), near(RecordId.of(-1), 0, 1, 0)));
        sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, MARK);
        ((QuarantiningSink) sink).quarantine(PARTNERS, 3, ids(2), QUARANTINE);
        sink.upsert(USERS, 3, documents(1, 2, 1, 1));
    }

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void contentsShouldCountTheRecordsOfEachModel() {
        sink.upsert(RENAMED, 3, documents(1, 3, 1, 1));
        sink.delete(RENAMED, 3, ids(1, 2));

        assertThat(catalog.contents())
                .containsExactly(
                        new SourceContent(PARTNERS, 5, MARK.database()), new SourceContent(USERS, 1, Optional.empty()));
        assertThat(catalog.identity()).isEqualTo(sink.open(SCHEMA));
    }

    @Test
    void renameShouldMoveEverythingAndChangeNothingElse() throws SQLException {
        Map<RecordId, RecordStamp> before = stamps(PARTNERS);
        List<RecordId> hits = search("odoo");

        catalog.rename(PARTNERS, "erp", 5);
        catalog.rename(PARTNERS, "erp", 5);

        assertThat(catalog.contents())
                .containsExactly(
                        new SourceContent(RENAMED, 5, MARK.database()), new SourceContent(USERS, 1, Optional.empty()));
        assertThat(stamps(RENAMED)).isEqualTo(before).hasSize(5);
        assertThat(stamps(RENAMED).get(RecordId.of(2)).quarantine()).contains(QUARANTINE);
        assertThat(sink.mark(RENAMED)).contains(MARK);
        assertThat(sink.mark(PARTNERS)).isEmpty();
        assertThat(sink.count(PARTNERS)).isZero();
        assertThat(search("erp")).isEqualTo(hits);
        assertThat(search("odoo")).isEmpty();
        for (RecordId id : before.keySet()) {
            String pointId = PointId.of(PointId.prefix(RENAMED, PointId.Kind.of(id)), id, 0)
                    .toString();
            assertThat(view("SELECT count(*) FROM points WHERE source = 'erp' AND id = ?", pointId))
                    .as("point of %s", id)
                    .isEqualTo(1);
        }
        sink.upsert(RENAMED, 5, documents(7, 8, 1, 1));
        assertThat(sink.count(RENAMED)).isEqualTo(6);
    }

    private long view(String sql, String parameter) throws SQLException {
        try (Connection connection = new IndexFile(file, Duration.ZERO, Schema.CURRENT).connect()) {
            return JdbcStatements.number(connection, sql, parameter);
        }
    }

    @Test
    void renameShouldReplaceCopiesUnderTheNewName() {
        sink.upsert(RENAMED, 4, documents(1, 3, 1, 2));

        catalog.rename(PARTNERS, "erp", 5);

        assertThat(sink.count(RENAMED)).isEqualTo(5);
        assertThat(sink.mark(RENAMED)).contains(MARK);
        assertThat(catalog.contents()).hasSize(2);
    }

    @Test
    void renameShouldBeRefusedWhenTheNewNameHasOtherPoints() {
        sink.upsert(RENAMED, 4, documents(3, 5, 1, 1));
        Map<RecordId, RecordStamp> before = stamps(PARTNERS);

        assertThatThrownBy(() -> catalog.rename(PARTNERS, "erp", 5))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("nothing was renamed");
        assertThat(stamps(PARTNERS)).isEqualTo(before);
        assertThat(sink.count(RENAMED)).isEqualTo(2);
    }

    @Test
    void changesShouldBeRefusedWhenANewerRunHasWritten() {
        sink.upsert(RENAMED, 9, documents(1, 3, 1, 2));

        assertThatThrownBy(() -> catalog.rename(PARTNERS, "erp", 8)).isInstanceOf(LostRaceException.class);
        assertThatThrownBy(() -> catalog.rename(RENAMED, "other", 8)).isInstanceOf(LostRaceException.class);
        assertThatThrownBy(() -> catalog.drop(RENAMED, 8)).isInstanceOf(LostRaceException.class);
        assertThat(catalog.contents()).hasSize(3);
    }

    @Test
    void nothingShouldHappenWhenTheOldNameHasNoPoints() {
        catalog.rename(RENAMED, "odoo", 5);
        catalog.drop(RENAMED, 5);

        assertThat(catalog.contents()).hasSize(2);
        assertThat(sink.mark(PARTNERS)).contains(MARK);
    }

    @Test
    void dropShouldDeleteAllPointsOfOneModelAndItsMark() {
        catalog.drop(PARTNERS, 5);
        catalog.drop(PARTNERS, 5);

        assertThat(catalog.contents()).containsExactly(new SourceContent(USERS, 1, Optional.empty()));
        assertThat(sink.mark(PARTNERS)).isEmpty();
        sink.upsert(PARTNERS, 5, documents(2, 3, 1, 1));
        assertThat(stamps(PARTNERS).get(RecordId.of(2)).quarantine()).isEmpty();
    }

    private Map<RecordId, RecordStamp> stamps(ModelKey key) {
        return sink.stamps(
                key,
                sink.ids(key, IdRange.ALL, 100).entries().stream()
                        .map(entry -> entry.id())
                        .toList());
    }

    private List<RecordId> search(String source) {
        return sink
                .search(SinkQuery.builder()
                        .source(source)
                        .model(PARTNERS.model())
                        .embedding(Embedding.of(1, 2, 3))
                        .limit(10)
                        .build())
                .stream()
                .map(SinkHit::id)
                .toList();
    }
}

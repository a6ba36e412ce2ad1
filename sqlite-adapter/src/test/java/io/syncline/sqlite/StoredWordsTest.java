package io.syncline.sqlite;

import static io.syncline.sqlite.TestPoints.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.HybridSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of points in the file: those of earlier releases, of other versions, and after changes by other programs. */
class StoredWordsTest {

    private static final SinkSchema SCHEMA = new SinkSchema(new EmbedderFingerprint("memory", "hashed-words", 4, ""));
    private static final ModelKey PARTNERS = new ModelKey("memory:erp", ModelName.of("res.partner"));

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("index.db");
    }

    private void earlierFile() throws IOException {
        try (var content = StoredWordsTest.class.getResourceAsStream("version-3/index.db")) {
            Files.copy(content, file());
        }
    }

    private static List<SinkHit> words(VectorSink sink, String words) {
        return ((HybridSink) sink)
                .searchWords(
                        SinkQuery.builder()
                                .source("memory:erp")
                                .embedding(Embedding.of(1, 2, 3, 4))
                                .limit(100)
                                .build(),
                        words);
    }

    private static List<SinkHit> all(VectorSink sink) {
        return sink.search(SinkQuery.builder()
                .source("memory:erp")
                .embedding(Embedding.of(1, 2, 3, 4))
                .limit(100)
                .build());
    }

    private static EmbeddedDocument document(long id, String... texts) {
        List<EmbeddedChunk> chunks = new ArrayList<>();
        for (String text : texts) {
            chunks.add(new EmbeddedChunk(text, Embedding.of(1, 2, 3, (float) id)));
        }
        return new EmbeddedDocument(RecordId.of(id), 1, "hash", "fp", Payload.EMPTY, chunks);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            Sql.run(connection, statement);
        }
    }

    private long count(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            return JdbcStatements.number(connection, query);
        }
    }

    @Test
    void earlierFileShouldBeSearchedByMeaningUntilItIsPrepared() throws IOException {
        earlierFile();
        byte[] before = Files.readAllBytes(file());
        try (VectorSink reader = store(file()).vectorSink()) {
            reader.open(SCHEMA);
            assertThat(((HybridSink) reader).isHybrid()).isFalse();
            assertThat(all(reader)).isNotEmpty();
            assertThatThrownBy(() -> words(reader, "anything"))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("stored no words")
                    .hasMessageContaining("Run a sync");
        }
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void wordsOfAnEarlierFileShouldBeFoundOnceItIsPrepared() throws IOException {
        earlierFile();
        try (VectorSink sink = store(file()).vectorSink();
                VectorSink reader = store(file()).vectorSink()) {
            assertThat(((HybridSink) reader).isHybrid()).isFalse();
            sink.prepare(SCHEMA);
            for (SinkHit hit : all(sink)) {
                assertThat(words(sink, hit.text())).as(hit.text()).contains(hit);
            }
            assertThat(((HybridSink) reader).isHybrid())
                    .as("a sink that was open before")
                    .isTrue();
        }
    }

    @Test
    void writeBeforeThePreparationShouldNotPassForAllWords() throws IOException {
        earlierFile();
        try (VectorSink sink = store(file()).vectorSink()) {
            sink.open(SCHEMA);
            sink.upsert(PARTNERS, 2_000_000_000_000L, List.of(document(1, "Zanzibar"), document(700, "Timbuktu")));
            assertThat(((HybridSink) sink).isHybrid()).isFalse();
            sink.prepare(SCHEMA);
            assertThat(words(sink, "zanzibar")).extracting(SinkHit::id).containsExactly(RecordId.of(1));
            assertThat(words(sink, "timbuktu")).extracting(SinkHit::id).containsExactly(RecordId.of(700));
        }
    }

    @Test
    void indexingShouldContinueAfterAnInterruption() throws IOException, SQLException {
        try (VectorSink sink = store(file()).vectorSink()) {
            sink.prepare(SCHEMA);
            for (int from = 1; from <= 2_400; from += 400) {
                List<EmbeddedDocument> documents = new ArrayList<>();
                for (int id = from; id < from + 400; id++) {
                    documents.add(document(id, "Word" + id + "x"));
                }
                sink.upsert(PARTNERS, 1, documents);
            }
        }
        // as a process left it that was killed after some of the steps
        sql("DELETE FROM setting WHERE name = 'words';"
                + "DELETE FROM words WHERE rowid > 1000; UPDATE point SET word_row = NULL WHERE word_row > 1000");
        try (VectorSink sink = store(file()).vectorSink()) {
            assertThat(((HybridSink) sink).isHybrid()).isFalse();
            sink.prepare(SCHEMA);
            assertThat(((HybridSink) sink).isHybrid()).isTrue();
            for (int id = 1; id <= 2_400; id += 399) {
                assertThat(words(sink, "word" + id + "x"))
                        .extracting(SinkHit::id)
                        .containsExactly(RecordId.of(id));
            }
        }
        assertThat(count("SELECT count(DISTINCT word_row) FROM point")).isEqualTo(2_400);
    }

    @Test
    void wordsOfAnotherAnalysisShouldBeIndexedAgain() throws SQLException {
        try (VectorSink sink = store(file()).vectorSink()) {
            sink.prepare(SCHEMA);
            sink.upsert(PARTNERS, 1, List.of(document(1, "Zanzibar"), document(2, "Colombo")));
        }
        sql("UPDATE setting SET value = '0' WHERE name = 'words';"
                + "INSERT OR REPLACE INTO words (rowid, whole, parts, model) VALUES (1, 'old', '', 'm1')");
        try (VectorSink sink = store(file()).vectorSink()) {
            assertThat(((HybridSink) sink).isHybrid()).isFalse();
            sink.prepare(SCHEMA);
            assertThat(words(sink, "old")).isEmpty();
            assertThat(words(sink, "zanzibar")).extracting(SinkHit::id).containsExactly(RecordId.of(1));
            assertThat(words(sink, "colombo")).extracting(SinkHit::id).containsExactly(RecordId.of(2));
        }
    }

    @Test
    void vacuumShouldNotMoveWordsToOtherPoints() throws SQLException {
        try (VectorSink sink = store(file()).vectorSink()) {
            sink.prepare(SCHEMA);
            for (int id = 1; id <= 50; id++) {
                sink.upsert(PARTNERS, 1, List.of(document(id, "Word" + id + "x")));
            }
            sink.delete(PARTNERS, 1, List.of(RecordId.of(1), RecordId.of(2), RecordId.of(3)));
        }
        sql("VACUUM");
        try (VectorSink sink = store(file()).vectorSink()) {
            assertThat(words(sink, "word2x")).isEmpty();
            assertThat(words(sink, "word49x")).extracting(SinkHit::id).containsExactly(RecordId.of(49));
        }
    }

    @Test
    void pointsThatAnotherProgramDeletesShouldTakeTheirWordsAlong() throws SQLException {
        try (VectorSink sink = store(file()).vectorSink()) {
            sink.prepare(SCHEMA);
            sink.upsert(PARTNERS, 1, List.of(document(1, "Zanzibar", "Zanzibar again"), document(2, "Zanzibar")));
        }
        sql("DELETE FROM point WHERE record_id = 1");
        assertThat(count("SELECT count(*) FROM words WHERE words MATCH 'zanzibar'"))
                .isEqualTo(1);
    }

    @Test
    void refusedWriteShouldLeaveTheWordsAsTheyWere() {
        try (VectorSink sink = store(file()).vectorSink()) {
            sink.prepare(SCHEMA);
            sink.upsert(PARTNERS, 5, List.of(document(2, "Zanzibar")));
            assertThatThrownBy(() -> sink.upsert(PARTNERS, 4, List.of(document(1, "Colombo"), document(2, "Colombo"))))
                    .isInstanceOf(LostRaceException.class);
            assertThat(words(sink, "colombo")).isEmpty();
            assertThat(words(sink, "zanzibar")).extracting(SinkHit::id).containsExactly(RecordId.of(2));
        }
    }
}

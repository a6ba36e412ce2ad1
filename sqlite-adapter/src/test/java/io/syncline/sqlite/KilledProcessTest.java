package io.syncline.sqlite;

import static io.syncline.sqlite.TestPoints.PARTNERS;
import static io.syncline.sqlite.TestPoints.STATE;
import static io.syncline.sqlite.TestPoints.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.HybridSink;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.RecordStamp;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {

    private static final int[] ACKNOWLEDGEMENTS = {1, 4, 9, 2, 15, 7};

    @TempDir
    Path directory;

    @Test
    void acknowledgedBatchesShouldBeCompleteWhenTheWriterIsKilled() throws Exception {
        Path file = directory.resolve("index.db");
        long expected = 0;
        for (int acknowledgements : ACKNOWLEDGEMENTS) {
            Process writer = WriterProcess.start(file, 0, Long.MAX_VALUE);
            long last = WriterProcess.killAfter(writer, acknowledgements);
            assertThat(last).as("acknowledged").isGreaterThanOrEqualTo(expected + acknowledgements);
            assertThat(writer.exitValue()).as("status of a killed process").isNotZero();

            expected = checkedCursor(file, last);
            assertWordsOfEachPoint(file);
        }
    }

    /** Points and their words are of one transaction. */
    private static void assertWordsOfEachPoint(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            long points = JdbcStatements.number(connection, "SELECT count(*) FROM point");
            assertThat(JdbcStatements.number(
                            connection,
                            "SELECT count(*) FROM point JOIN (SELECT rowid AS row FROM words WHERE words MATCH 'model : m1')"
                                    + " ON word_row = row"))
                    .isEqualTo(points)
                    .isEqualTo(JdbcStatements.number(
                            connection, "SELECT count(*) FROM words WHERE words MATCH 'model : m1'"));
        }
    }

    @Test
    void wordsOfAnEarlierAnalysisShouldBeCompleteWhenTheirUpdateIsKilled() throws Exception {
        Path file = directory.resolve("index.db");
        WriterProcess.killAfter(WriterProcess.start(file, 0, 30), 30);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Sql.run(connection, "UPDATE setting SET value = '0' WHERE name = 'words'");
            Process updating = WriterProcess.start(file, 0, 30);
            while (updating.isAlive()
                    && JdbcStatements.number(connection, "SELECT count(*) FROM setting WHERE name = 'words'") > 0) {
                Thread.onSpinWait();
            }
            updating.toHandle().destroyForcibly();
            assertThat(updating.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        try (VectorSink sink = store(file).vectorSink()) {
            sink.prepare(WriterProcess.SCHEMA);
            assertThat(((HybridSink) sink).isHybrid()).isTrue();
            assertThat(sink.count(PARTNERS)).isEqualTo(30L * WriterProcess.BATCH);
        }
        assertWordsOfEachPoint(file);
    }

    /** The checkpoint may be one batch ahead of the acknowledgements, and the points one batch ahead of the checkpoint. */
    private static long checkedCursor(Path file, long acknowledged) {
        try (VectorSink sink = store(file).vectorSink();
                MetadataStore metadata = store(file).metadataStore()) {
            long cursor = WriterProcess.cursor(metadata.read(STATE));
            assertThat(cursor).as("checkpoint").isBetween(acknowledged, acknowledged + 1);
            for (long batch = 1; batch <= cursor; batch++) {
                assertThat(stamps(sink, batch)).as("batch %s", batch).hasSize(WriterProcess.BATCH);
            }
            assertThat(stamps(sink, cursor + 1).size()).as("batch in flight").isIn(0, WriterProcess.BATCH);
            assertThat(stamps(sink, cursor + 2)).as("batch never begun").isEmpty();
            return cursor;
        }
    }

    private static Collection<RecordStamp> stamps(VectorSink sink, long batch) {
        Collection<RecordStamp> stamps = sink.stamps(PARTNERS, TestPoints.ids(WriterProcess.ids(0, batch)))
                .values();
        assertThat(stamps).allSatisfy(stamp -> {
            assertThat(stamp.intact()).as("record %s intact", stamp.id()).isTrue();
            assertThat(stamp.sourceVersion()).isEqualTo(batch);
        });
        return stamps;
    }

    @Test
    void processesShouldWriteToOneFileConcurrently() throws Exception {
        Path file = directory.resolve("index.db");
        long offset = 1_000_000;
        int batches = 15;
        Process other = WriterProcess.start(file, offset, batches);
        try (VectorSink sink = store(file).vectorSink()) {
            sink.prepare(WriterProcess.SCHEMA);
            for (int batch = 1; batch <= batches; batch++) {
                sink.upsert(PARTNERS, 1, WriterProcess.batch(0, batch));
            }
            other.getInputStream().readAllBytes();
            assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(other.exitValue()).as("status of the other process").isZero();

            assertThat(sink.count(PARTNERS)).isEqualTo(2L * batches * WriterProcess.BATCH);
            assertThat(sink.stamps(PARTNERS, TestPoints.ids(WriterProcess.ids(offset, batches))))
                    .containsKey(RecordId.of(offset + (long) batches * WriterProcess.BATCH));
        } finally {
            other.destroyForcibly();
        }
    }
}

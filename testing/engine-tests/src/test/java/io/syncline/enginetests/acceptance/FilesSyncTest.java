package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.extraction.ExtractionSettings;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files from Odoo to the sink, read by the extractor of the class path in a process with a heap of 128 MiB. */
class FilesSyncTest {

    private static final ModelName FILE = ModelName.of("ir.attachment");
    private static final long LARGE = 200L << 20;

    private final OdooServer server =
            OdooServer.builder().user("admin", "admin").start();
    private final InMemoryVectorSink sink = new InMemoryVectorSink();
    private final Map<Long, String> words = new TreeMap<>();
    private final Map<Long, String> reasons = new TreeMap<>();
    private int number;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void filesOfTwentyKindsShouldBeStoredAndOthersReported() {
        assertAllStoredOrReported(50);
    }

    @Test
    @Tag("nightly")
    void thousandFilesShouldBeStoredOrReported() {
        assertAllStoredOrReported(1_000);
    }

    private void assertAllStoredOrReported(int count) {
        attach(count);
        SyncReport report;
        List<FailedRecord> failures;
        try (OdooRecordSource source = source();
                SyncEngine engine = SyncEngine.builder()
                        .source(source)
                        .embedder(InMemoryEmbedder.builder().build())
                        .sink(sink)
                        .metadata(new InMemoryMetadataStore(InstantSource.system()))
                        .build()) {
            report = engine.sync(SyncRequest.of(FILE.value()));
            failures = engine.failures(FILE, Cursor.START, 2 * count);
            assertTexts(new ModelKey(source.name(), FILE));
        }
        assertThat(report.recordsEmbedded()).isEqualTo(words.size() + reasons.size());
        assertThat(report.recordsFailed()).isZero();
        assertThat(report.recordsIncomplete()).isEqualTo(reasons.size());
        Map<Long, String> reported = new TreeMap<>();
        failures.forEach(failure -> reported.put(failure.id().number(), failure.reason()));
        assertThat(reported.keySet()).isEqualTo(reasons.keySet());
        reasons.forEach(
                (id, reason) -> assertThat(reported.get(id)).as("file %s", id).contains(reason));
    }

    private void assertTexts(ModelKey key) {
        Map<RecordId, String> texts = new TreeMap<>();
        sink.points(key).forEach(point -> texts.merge(point.record(), point.text(), (one, next) -> one + "\n" + next));
        words.forEach((id, word) -> assertThat(texts.get(RecordId.of(id)))
                .as("text of %s", RecordId.of(id))
                .contains(word));
    }

    private OdooRecordSource source() {
        return OdooRecordSource.builder()
                .url(server.url())
                .database(server.databaseName())
                .username("admin")
                .password("admin")
                .extraction(ExtractionSettings.builder()
                        .memory(128L << 20)
                        .maxExpandedSize(4L << 20)
                        .maxFileSize(8L << 20)
                        .build())
                .build();
    }

    /** Every tenth file has no text that can be read. */
    private void attach(int count) {
        server.database().define(files());
        List<Map.Entry<String, byte[]>> odd =
                new ArrayList<>(FileSamples.unreadable().entrySet());
        while (words.size() + reasons.size() < count) {
            String word = "needle" + ++number + "x";
            for (Map.Entry<String, byte[]> file : FileSamples.readable(word).entrySet()) {
                words.put(create(file.getKey(), file.getValue(), file.getValue().length), word);
            }
            Map.Entry<String, byte[]> reason = odd.get(number % odd.size());
            reasons.put(create("odd" + number + ".zip", reason.getValue(), reason.getValue().length), reason.getKey());
            reasons.put(create("large" + number + ".pdf", new byte[] {1}, LARGE), "too large");
        }
    }

    private long create(String name, byte[] content, long size) {
        Map<String, Object> values = new HashMap<>(Map.of("name", name, "type", "binary", "res_id", 1L));
        values.put("res_model", "sale.order");
        values.put("mimetype", "application/octet-stream");
        values.put("checksum", name + number);
        values.put("file_size", size);
        values.put("datas", Base64.getEncoder().encodeToString(content));
        return server.database().create("ir.attachment", values);
    }

    private static OdooModel files() {
        return OdooModel.named("ir.attachment")
                .fields(
                        OdooField.chars("name"),
                        OdooField.chars("type"),
                        OdooField.chars("res_model"),
                        OdooField.of("res_id", OdooFieldType.INTEGER),
                        OdooField.chars("res_field"),
                        OdooField.chars("mimetype"),
                        OdooField.chars("checksum"),
                        OdooField.of("file_size", OdooFieldType.INTEGER),
                        OdooField.of("datas", OdooFieldType.BINARY))
                .build();
    }
}

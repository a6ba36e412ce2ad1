package io.syncline.sqlite;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Small documents, and an index for them. */
final class TestPoints {

    static final ModelKey PARTNERS = new ModelKey("odoo", ModelName.of("res.partner"));
    static final StateKey STATE = new StateKey("odoo", ModelName.of("res.partner"), "f1");
    static final SinkSchema SCHEMA = schema(3);

    /** Ids of all kinds in their order, which is neither that of decimal digits nor that of UTF-16. */
    static final List<RecordId> ORDERED_IDS = List.of(
            RecordId.of(Long.MIN_VALUE),
            RecordId.of(-10),
            RecordId.of(-9),
            RecordId.of(0),
            RecordId.of(9),
            RecordId.of(10),
            RecordId.of(Long.MAX_VALUE),
            RecordId.of("!"),
            RecordId.of("-9"),
            RecordId.of("10"),
            RecordId.of("9"),
            RecordId.of("9.0"),
            RecordId.of("A"),
            RecordId.of("a"),
            RecordId.of("a "),
            RecordId.of("a\"\\'"),
            RecordId.of("\u00e9"),
            RecordId.of("\uffee"),
            RecordId.of("\ud83d\ude00"),
            RecordId.of("\ud83d\ude00".repeat(128)));

    private TestPoints() {}

    static SinkSchema schema(int dimension) {
        return new SinkSchema(new EmbedderFingerprint("test", "tiny", dimension, ""));
    }

    static SqliteStore store(Path file) {
        return SqliteStore.builder().path(file).build();
    }

    static EmbeddedDocument document(long id, long version, int chunks) {
        return new EmbeddedDocument(
                RecordId.of(id),
                version,
                "hash-" + id + "-" + version,
                "fp",
                Payload.of(Map.of("name", "Record " + id, "rank", id)),
                IntStream.range(0, chunks)
                        .mapToObj(chunk -> chunk("text " + id + "/" + chunk, 1, (float) id, chunk))
                        .toList());
    }

    static EmbeddedDocument near(long id, float... vector) {
        return near(RecordId.of(id), vector);
    }

    static EmbeddedDocument near(RecordId id, float... vector) {
        return new EmbeddedDocument(id, 1, "hash-" + id, "fp", Payload.EMPTY, List.of(chunk("text " + id, vector)));
    }

    static EmbeddedChunk chunk(String text, float... vector) {
        return new EmbeddedChunk(text, Embedding.of(vector));
    }

    static List<EmbeddedDocument> documents(long from, long to, long version, int chunks) {
        return LongStream.range(from, to)
                .mapToObj(id -> document(id, version, chunks))
                .toList();
    }

    static List<RecordId> ids(long... ids) {
        return LongStream.of(ids).mapToObj(RecordId::of).toList();
    }
}

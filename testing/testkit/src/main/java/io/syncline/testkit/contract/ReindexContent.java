package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Collections to replace, with what the tests do to them again and again. */
final class ReindexContent {

    /** What new collections store: vectors of another dimension. */
    static final SinkSchema LARGER = SinkContent.schema(SinkContent.DIMENSION + 2);

    /** The sources that are synced into new collections. */
    static final Set<String> SOURCES = Set.of(PARTNERS.source());

    private final ReindexingFixture fixture;

    ReindexContent(ReindexingFixture fixture) {
        this.fixture = fixture;
    }

    /** The source still has all of them. */
    static Set<RecordId> all(ModelKey key, List<RecordId> ids) {
        return Set.copyOf(ids);
    }

    /** Stores records in the collection that serves. */
    void serve(ModelKey key, long... ids) {
        try (VectorSink sink = fixture.openSink()) {
            SinkContent content = SinkContent.prepared(sink);
            content.upsert(key, 1, LongStream.of(ids).mapToObj(id -> doc(id, 1)).toArray(SinkDocument[]::new));
        }
    }

    /** Stores records in the new collection. */
    void fill(SinkSchema schema, ModelKey key, long... ids) {
        fill(schema, key, LongStream.of(ids).mapToObj(id -> larger(schema, id).build(IdKind.POSITIVE_NUMBERS)));
    }

    /** Stores a partner in the new collection. */
    void fill(SinkSchema schema, EmbeddedDocument document) {
        fill(schema, PARTNERS, Stream.of(document));
    }

    private void fill(SinkSchema schema, ModelKey key, Stream<EmbeddedDocument> documents) {
        try (VectorSink sink = fixture.reindexing().begin(schema, SOURCES)) {
            sink.upsert(key, 1, documents.toList());
        }
        fixture.awaitIndex();
    }

    private static SinkDocument larger(SinkSchema schema, long id) {
        float[] vector = new float[schema.dimension()];
        vector[0] = 1;
        vector[1] = id;
        return doc(id).chunk("Text " + id, Embedding.of(vector));
    }

    /** A partner as it was before the serving collection stored it. */
    static EmbeddedDocument outdated(long id) {
        return larger(LARGER, id).version(1_600_000_000_000L).build(IdKind.POSITIVE_NUMBERS);
    }

    /** Puts a partner of the serving collection in quarantine. */
    void hide(long id) {
        try (VectorSink sink = fixture.openSink()) {
            sink.open(SinkContent.SCHEMA);
            Quarantine quarantine = Quarantine.of(Instant.parse("2026-11-29T10:00:00Z"), Duration.ofDays(7));
            ((QuarantiningSink) sink).quarantine(PARTNERS, 1, List.of(RecordId.of(id)), quarantine);
        }
    }

    /** The partners in quarantine. */
    List<RecordId> quarantined() {
        return fixture.reindexing().quarantined(PARTNERS, IdRange.ALL, 10).entries().stream()
                .map(QuarantinePage.Entry::id)
                .toList();
    }

    /** Which store a new process opens. */
    SinkIdentity identity(SinkSchema schema) {
        try (VectorSink sink = fixture.openSink()) {
            return sink.open(schema);
        }
    }

    /** Checks which partners a new process finds. */
    void assertServing(SinkSchema schema, long... ids) {
        try (VectorSink sink = fixture.openSink()) {
            sink.prepare(schema);
            assertThat(sink.stamps(PARTNERS, SinkContent.ids(1, 2, 3, 4))).containsOnlyKeys(SinkContent.ids(ids));
            SinkSchema other = SinkContent.schema(schema.dimension() + 10);
            assertThatThrownBy(() -> sink.prepare(other)).isInstanceOf(SetupException.class);
        }
    }
}

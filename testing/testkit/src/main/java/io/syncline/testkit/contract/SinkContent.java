package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

/** A prepared sink, with the queries that several contracts use. */
final class SinkContent {

    static final int DIMENSION = 4;
    static final ModelKey PARTNERS = new ModelKey("test:one", ModelName.of("res.partner"));
    /** Same source, another model whose name has the same prefix. */
    static final ModelKey BANKS = new ModelKey(PARTNERS.source(), ModelName.of("res.partner.bank"));
    /** Same model, another source whose name has the same prefix. */
    static final ModelKey OTHER_SOURCE = new ModelKey(PARTNERS.source() + ":two", PARTNERS.model());

    static final SinkSchema SCHEMA = schema(DIMENSION);

    private final VectorSink sink;
    private final IdKind kind;

    private SinkContent(VectorSink sink, IdKind kind) {
        sink.prepare(SCHEMA);
        this.sink = sink;
        this.kind = kind;
    }

    static SinkContent prepared(VectorSink sink) {
        return new SinkContent(sink, IdKind.POSITIVE_NUMBERS);
    }

    static SinkContent prepared(SinkContract contract) {
        return new SinkContent(contract.fixture().sink(), contract.kind());
    }

    static SinkContent reopened(SinkContract contract) {
        return new SinkContent(contract.fixture().reopen(), contract.kind());
    }

    static SinkSchema schema(int dimension) {
        return new SinkSchema(new EmbedderFingerprint("contract", "angles", dimension, ""));
    }

    VectorSink sink() {
        return sink;
    }

    /** The identity of the store that a sink has now. */
    static String store(VectorSink sink) {
        return sink.open(SCHEMA).id();
    }

    void upsert(long epoch, SinkDocument... documents) {
        upsert(PARTNERS, epoch, documents);
    }

    void upsert(ModelKey key, long epoch, SinkDocument... documents) {
        List<EmbeddedDocument> built = new ArrayList<>();
        for (SinkDocument document : documents) {
            built.add(document.build(kind));
        }
        sink.upsert(key, epoch, built);
    }

    RecordStamp stamp(long id) {
        return stamp(PARTNERS, id);
    }

    RecordStamp stamp(ModelKey key, long id) {
        RecordId record = kind.id(id);
        Map<RecordId, RecordStamp> stamps = sink.stamps(key, List.of(record));
        assertThat(stamps).as("stamp of record " + record + " of " + key).containsOnlyKeys(record);
        return Objects.requireNonNull(stamps.get(record));
    }

    /** A listing in pages of a size, by ascending id. */
    List<IdAndVersion> list(ModelKey key, IdRange range, int limit) {
        List<IdAndVersion> entries = new ArrayList<>();
        PageWalk walk = walk(key, range, limit);
        while (!walk.isOver()) {
            IdPage page = sink.ids(key, walk.rest(), limit);
            walk.pass(page.entries().stream().map(IdAndVersion::id).toList(), page.resumeAfter(), page.end());
            entries.addAll(page.entries());
        }
        entries.sort(Comparator.comparing(IdAndVersion::id));
        return entries;
    }

    PageWalk walk(ModelKey key, IdRange range, int limit) {
        return sink.listsInOrder(key) ? new PageWalk(range, limit) : PageWalk.unordered(range, limit);
    }

    List<Long> listed(ModelKey key) {
        return list(key, IdRange.ALL, 100).stream()
                .map(entry -> kind.number(entry.id()))
                .toList();
    }

    /** The nearest partners to an angle. */
    List<SinkHit> search(double degrees, int limit) {
        return sink.search(SinkQuery.builder()
                .source(PARTNERS.source())
                .model(PARTNERS.model())
                .embedding(angle(degrees))
                .limit(limit)
                .build());
    }

    /** The nearest partners to an angle, those in quarantine too. */
    List<SinkHit> searchAll(double degrees, int limit) {
        return sink.search(SinkQuery.builder()
                .source(PARTNERS.source())
                .model(PARTNERS.model())
                .embedding(angle(degrees))
                .limit(limit)
                .includeQuarantined(true)
                .build());
    }

    /** The one hit of a record; the sink must hold few records. */
    SinkHit hit(long id, double degrees) {
        List<SinkHit> hits = search(degrees, 50).stream()
                .filter(hit -> hit.id().equals(kind.id(id)))
                .toList();
        assertThat(hits).as("hits of record " + id).hasSize(1);
        return hits.get(0);
    }

    static List<RecordId> ids(long... values) {
        return LongStream.of(values).mapToObj(RecordId::of).toList();
    }

    /** A unit vector; the cosine of two of them is that of the angle between them. */
    static Embedding angle(double degrees) {
        return angle(degrees, 1);
    }

    static Embedding angle(double degrees, double length) {
        double radians = Math.toRadians(degrees);
        return Embedding.of((float) (length * Math.cos(radians)), (float) (length * Math.sin(radians)), 0, 0);
    }
}

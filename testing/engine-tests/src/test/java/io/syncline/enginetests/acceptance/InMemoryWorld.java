package io.syncline.enginetests.acceptance;

import io.syncline.api.RecordId;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Everything in memory, on a clock that the test moves. */
final class InMemoryWorld implements World {

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T08:00:00Z"));
    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .name("memory:company")
            .clock(clock)
            .model(MODEL, new FieldDescription("name", "Name", FieldType.TEXT))
            .model(OTHER_MODEL, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();
    private final InMemoryEmbedder embedder = InMemoryEmbedder.builder().build();
    private InMemoryVectorSink sink = new InMemoryVectorSink();
    private InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);

    InMemoryWorld() {
        for (int i = 1; i <= 5; i++) {
            source.put(OTHER_MODEL, RecordId.of(i), named("Tag " + i));
        }
    }

    private static Map<String, FieldValue> named(String name) {
        return Map.of("name", new FieldValue.Text(name));
    }

    @Override
    public RecordSource source() {
        return source;
    }

    @Override
    public Embedder embedder() {
        return embedder;
    }

    @Override
    public VectorSink sink() {
        return sink;
    }

    @Override
    public MetadataStore metadata() {
        return metadata;
    }

    @Override
    public void create(int count) {
        for (int i = 1; i <= count; i++) {
            source.put(MODEL, RecordId.of(i), named("Partner " + i));
        }
    }

    @Override
    public void rename(RecordId id, String name) {
        source.update(MODEL, id, named(name));
    }

    @Override
    public void archive(RecordId id) {
        source.archive(MODEL, id);
    }

    @Override
    public void delete(Collection<RecordId> ids) {
        ids.forEach(id -> source.delete(MODEL, id));
    }

    @Override
    public void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    public void restart() {
        sink = sink.reopen();
        metadata = metadata.reopen();
    }

    @Override
    public void close() {
        source.close();
        embedder.close();
        sink.close();
        metadata.close();
    }
}

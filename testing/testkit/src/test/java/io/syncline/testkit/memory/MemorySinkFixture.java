package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.testkit.contract.VectorSinkFixture;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** An in-memory sink, bare or wrapped. */
public final class MemorySinkFixture implements VectorSinkFixture {

    private final UnaryOperator<VectorSink> wrapper;
    private InMemoryVectorSink memory;
    private VectorSink sink;
    private SinkSnapshot copy;
    private long copies;

    public MemorySinkFixture(InMemoryVectorSink memory, UnaryOperator<VectorSink> wrapper) {
        this.memory = memory;
        this.wrapper = wrapper;
        this.sink = wrapper.apply(memory);
    }

    @Override
    public VectorSink sink() {
        return sink;
    }

    @Override
    public VectorSink reopen() {
        sink.close();
        memory = memory.reopen();
        sink = wrapper.apply(memory);
        return sink;
    }

    @Override
    public VectorSink lose() {
        memory.collection().lose();
        return reopen();
    }

    @Override
    public void keepCopy() {
        copy = memory.collection().snapshot();
    }

    @Override
    public VectorSink restoreCopy() {
        memory.collection().restore(copy);
        return reopen();
    }

    @Override
    public String copyPoint(ModelKey key, RecordId record, int chunk) {
        UUID id = new UUID(0x1234_5678_0000_4000L, 0x8000_0000_0000_0000L | copies++);
        StoredPoint point = memory.points(key).stream()
                .filter(stored -> stored.record().equals(record) && stored.chunkIndex() == chunk)
                .findFirst()
                .orElseThrow();
        memory.collection().copyPoint(id, point);
        return id.toString();
    }

    @Override
    public void damagePoint(ModelKey key, RecordId record, int chunk, String field) {
        memory.collection().damagePoint(key, record, chunk, field);
    }

    @Override
    public void occupyPoint(ModelKey key, RecordId record, int chunk) {
        memory.collection().occupyPoint(key, record, chunk);
    }

    @Override
    public void close() {
        sink.close();
    }
}

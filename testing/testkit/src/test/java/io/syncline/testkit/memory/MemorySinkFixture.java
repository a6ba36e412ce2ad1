package io.syncline.testkit.memory;

import io.syncline.core.port.VectorSink;
import io.syncline.testkit.contract.VectorSinkFixture;
import java.util.function.UnaryOperator;

/** An in-memory sink, bare or wrapped. */
public final class MemorySinkFixture implements VectorSinkFixture {

    private final UnaryOperator<VectorSink> wrapper;
    private InMemoryVectorSink memory;
    private VectorSink sink;
    private SinkSnapshot copy;

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
    public void close() {
        sink.close();
    }
}

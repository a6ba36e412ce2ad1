package io.syncline.testkit.memory;

import io.syncline.core.port.Reindexing;
import io.syncline.core.port.VectorSink;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.contract.ReindexingFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Collections in memory; their reindexing bare or wrapped. */
public final class MemoryReindexingFixture implements ReindexingFixture {

    private final UnaryOperator<Reindexing> wrapper;
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private InMemoryReindexing memory = new InMemoryReindexing(clock);
    private Reindexing reindexing;

    public MemoryReindexingFixture(UnaryOperator<Reindexing> wrapper) {
        this.wrapper = wrapper;
        this.reindexing = wrapper.apply(memory);
    }

    @Override
    public Reindexing reindexing() {
        return reindexing;
    }

    @Override
    public Reindexing reopen() {
        reindexing.close();
        memory = memory.reopen();
        reindexing = wrapper.apply(memory);
        return reindexing;
    }

    @Override
    public VectorSink openSink() {
        return memory.openSink();
    }

    @Override
    public void awaitIndex() {}

    @Override
    public void advance(Duration time) {
        clock.advance(time);
    }

    @Override
    public void close() {
        reindexing.close();
    }
}

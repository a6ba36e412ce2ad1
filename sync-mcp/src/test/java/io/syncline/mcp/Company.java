package io.syncline.mcp;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncListener;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Fault;
import io.syncline.testkit.fault.FaultInjector;
import io.syncline.testkit.fault.FaultPlan;
import io.syncline.testkit.fault.Gate;
import io.syncline.testkit.forward.ForwardingEmbedder;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A source with partners, and an engine over it that a test can hold up. */
final class Company implements AutoCloseable {

    static final ModelName PARTNER = ModelName.of("res.partner");
    /** A name that the embedder refuses. */
    static final String POISON = "poison";

    static final ModelName PRODUCT = ModelName.of("product.template");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-29T08:00:00Z"));
    private final FaultInjector faults = new FaultInjector(FaultPlan.builder().build());
    private final InMemoryVectorSink sink = new InMemoryVectorSink();
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    final AtomicInteger opened = new AtomicInteger();
    final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .name("memory:company")
            .clock(clock)
            .model(PARTNER, new FieldDescription("name", "Name", FieldType.TEXT))
            .model(PRODUCT, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();
    private SyncEngine engine;

    Company(int partners) {
        for (int id = 1; id <= partners; id++) {
            put(id, "Partner " + id);
        }
    }

    void put(long id, String name) {
        source.put(PARTNER, RecordId.of(id), Map.of("name", new FieldValue.Text(name)));
        clock.advance(Duration.ofMillis(10));
    }

    void changeLater(long id, String name) {
        clock.advance(Duration.ofHours(1));
        put(id, name);
    }

    void delete(long id) {
        source.delete(PARTNER, RecordId.of(id));
    }

    /** Holds all calls of a method back, from the next one on, until the gate is opened. */
    Gate hold(PortMethod method) {
        Gate gate = new Gate();
        faults.follow(FaultPlan.builder().from(method, 1, Fault.block(gate)).build());
        return gate;
    }

    void follow(FaultPlan plan) {
        faults.follow(plan);
    }

    SyncEngine open(SyncListener listener) {
        opened.incrementAndGet();
        engine = engine(listener);
        return engine;
    }

    /** An engine as another process has it, with the same store and state. */
    SyncEngine engine(SyncListener listener) {
        return SyncEngine.builder()
                .source(faults.wrap(source))
                .embedder(new PricedEmbedder(
                        faults.wrap(InMemoryEmbedder.builder().build())))
                .sink(faults.wrap(sink))
                .metadata(faults.wrap(metadata))
                .listener(listener)
                .build();
    }

    /** Every embedder has a price; this one takes a dollar for a million tokens. */
    private static final class PricedEmbedder extends ForwardingEmbedder implements Metered {

        PricedEmbedder(Embedder next) {
            super(next);
        }

        @Override
        public EmbeddingResult embed(List<String> texts, InputType type) {
            if (texts.stream().anyMatch(text -> text.contains(POISON))) {
                throw new RejectedException("A text is refused");
            }
            return super.embed(texts, type);
        }

        @Override
        public EmbedderQuota quota() {
            return EmbedderQuota.builder().pricePerMillionTokens(BigDecimal.ONE).build();
        }
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}

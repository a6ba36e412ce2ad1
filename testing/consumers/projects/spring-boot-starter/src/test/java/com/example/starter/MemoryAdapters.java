package com.example.starter;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
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
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** All ports in memory, as the tests of an application have them. */
@Configuration(proxyBeanMethods = false)
class MemoryAdapters {

    static final ModelName PARTNERS = ModelName.of("res.partner");

    // region adapters
    private final ManualClock clock = new ManualClock(Instant.now());

    @Bean
    BlockingQueue<SyncReport> reports() {
        return new LinkedBlockingQueue<>();
    }

    @Bean
    SyncListener finishedRuns(BlockingQueue<SyncReport> reports) {
        return new SyncListener() {
            @Override
            public void finished(SyncReport report) {
                reports.add(report);
            }
        };
    }

    @Bean
    RecordSource memorySource() {
        InMemoryRecordSource source = InMemoryRecordSource.builder()
                .name("memory:company")
                .clock(clock)
                .model(PARTNERS, new FieldDescription("name", "Name", FieldType.TEXT))
                .model(ModelName.of("sale.order"), new FieldDescription("name", "Name", FieldType.TEXT))
                .build();
        source.put(PARTNERS, RecordId.of(1), Map.of("name", new FieldValue.Text("Wheels & Spokes")));
        return source;
    }

    @Bean
    Embedder memoryEmbedder() {
        return InMemoryEmbedder.builder().build();
    }
    // endregion

    @Bean
    @ConditionalOnProperty(name = "memory.sink", matchIfMissing = true)
    VectorSink memorySink() {
        return new InMemoryVectorSink();
    }

    @Bean
    @ConditionalOnProperty(name = "memory.state", matchIfMissing = true)
    MetadataStore memoryState() {
        return new InMemoryMetadataStore(clock);
    }
}

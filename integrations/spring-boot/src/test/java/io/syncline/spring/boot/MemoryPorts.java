package io.syncline.spring.boot;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.fault.FaultInjector;
import io.syncline.testkit.fault.FaultPlan;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** All ports in memory, with one record. */
@Configuration(proxyBeanMethods = false)
class MemoryPorts {

    static final ModelName PARTNER = ModelName.of("res.partner");

    private final ManualClock clock = new ManualClock(Instant.now());

    /** Lets the source fail or hang. */
    @Bean
    FaultInjector faults() {
        return new FaultInjector(FaultPlan.NONE);
    }

    @Bean
    RecordSource source(FaultInjector faults) {
        InMemoryRecordSource source = InMemoryRecordSource.builder()
                .name("memory:shop")
                .clock(clock)
                .model(PARTNER, new FieldDescription("name", "Name", FieldType.TEXT))
                .build();
        source.put(PARTNER, RecordId.of(1), Map.of("name", new FieldValue.Text("Wheels & Spokes")));
        return faults.wrap(source);
    }

    @Bean
    Embedder embedder() {
        return InMemoryEmbedder.builder().build();
    }

    @Bean
    VectorSink sink() {
        return new InMemoryVectorSink();
    }

    @Bean
    MetadataStore state() {
        return new InMemoryMetadataStore(clock);
    }
}

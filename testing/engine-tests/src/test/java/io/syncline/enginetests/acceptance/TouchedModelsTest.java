package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose records can be touched, and what a status says of them. */
class TouchedModelsTest {

    private static final ModelName MODEL = ModelName.of("res.partner");

    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .model(MODEL, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();
    private final InMemoryMetadataStore states = new InMemoryMetadataStore(Clock.systemUTC());
    private final VectorSink sink = InMemoryVectorSink.builder().name("present").build();

    private SyncEngine engine(VectorSink into) {
        return SyncEngine.builder()
                .source(source)
                .embedder(InMemoryEmbedder.builder().build())
                .sink(into)
                .metadata(states)
                .build();
    }

    private void sync(SyncEngine engine) {
        source.put(MODEL, RecordId.of(1), Map.of("name", new FieldValue.Text("Ada")));
        assertThat(engine.sync(SyncRequest.of(MODEL.value())).outcome()).isEqualTo(RunOutcome.COMPLETED);
    }

    @Test
    void misspeltModelShouldLeaveNothingBehind() {
        try (SyncEngine engine = engine(sink)) {
            sync(engine);
            ModelName misspelt = ModelName.of("res.partners");

            engine.touch(misspelt, List.of(RecordId.of(1)));

            assertThat(engine.status(misspelt).touchedRecords()).isZero();
            engine.touch(MODEL, List.of(RecordId.of(1)));
            assertThat(engine.status(MODEL).touchedRecords()).isEqualTo(1);
        }
    }

    @Test
    void statusShouldSayThatThereWereTooManyToKeep() {
        try (SyncEngine engine = engine(sink)) {
            sync(engine);

            engine.touch(
                    MODEL,
                    IntStream.range(0, 100)
                            .mapToObj(i -> RecordId.of("Ж".repeat(34) + i))
                            .toList());

            ModelStatus status = engine.status(MODEL);
            assertThat(status.touchedRecords()).isZero();
            assertThat(status.tooManyTouched()).isTrue();
        }
    }

    /** As one that a reindex builds, or that a rollback returns to. */
    @Test
    void otherCollectionsOfTheModelShouldGetThemToo() {
        try (SyncEngine engine = engine(sink);
                SyncEngine other =
                        engine(InMemoryVectorSink.builder().name("next").build())) {
            sync(engine);
            sync(other);

            engine.touch(MODEL, List.of(RecordId.of(1)));

            assertThat(other.status(MODEL).touchedRecords()).isEqualTo(1);
        }
    }
}

package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.PlanReport;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.core.port.StoredVectors;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.ModelSettings;
import io.syncline.testkit.forward.ForwardingVectorSink;
import io.syncline.testkit.memory.StoredPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts that the sink stores already are not embedded again, whatever else has changed. */
class KnownVectorsTest {

    private static final int RECORDS = 5;

    private final VirtualEngine engine = new VirtualEngine();
    private final List<Collection<RecordId>> reads = new ArrayList<>();

    /** Returns its chunks, and notes of which records. */
    private final class Returning extends ForwardingVectorSink implements StoredVectors {

        Returning() {
            super(engine.points);
        }

        @Override
        public Map<RecordId, List<EmbeddedChunk>> chunks(ModelKey key, Collection<RecordId> ids) {
            reads.add(List.copyOf(ids));
            return engine.points.points(key).stream()
                    .filter(point -> ids.contains(point.record()))
                    .collect(Collectors.groupingBy(
                            StoredPoint::record,
                            Collectors.mapping(
                                    point -> new EmbeddedChunk(point.text(), point.embedding()), Collectors.toList())));
        }
    }

    @BeforeEach
    void syncSome() {
        engine.sink = new Returning();
        engine.create(RECORDS);
        assertThat(engine.sync().chunksEmbedded()).isEqualTo(RECORDS);
        assertThat(reads).as("reads for records that are new").isEmpty();
    }

    private void addPayload() {
        engine.model =
                ModelSettings.builder().addFields("name").addPayload("name").build();
    }

    @Test
    void oneMorePayloadFieldShouldBeStoredWithoutAnEmbedding() {
        List<StoredPoint> before = engine.points.points(VirtualEngine.KEY);
        addPayload();
        PlanReport plan = engine.plan();
        assertThat(plan.chunks()).isZero();
        assertThat(plan.tokens()).isZero();
        SyncReport report = engine.sync();
        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.chunksEmbedded()).isZero();
        List<StoredPoint> after = engine.points.points(VirtualEngine.KEY);
        assertThat(after)
                .extracting(point -> point.payload().values().get("name"))
                .doesNotContainNull();
        assertThat(after)
                .extracting(StoredPoint::embedding)
                .isEqualTo(before.stream().map(StoredPoint::embedding).toList());
        assertThat(engine.sync().recordsEmbedded())
                .as("stored by a further sync")
                .isZero();
    }

    @Test
    void changedTextShouldBeEmbeddedBesideOthersThatAreNot() {
        addPayload();
        engine.put(3, "Somebody else");
        SyncReport report = engine.sync();
        assertThat(report.chunksEmbedded()).isEqualTo(1);
        assertThat(engine.points.points(VirtualEngine.KEY))
                .filteredOn(point -> point.record().equals(RecordId.of(3)))
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.text()).contains("Somebody else");
                    assertThat(point.embedding())
                            .isEqualTo(engine.vectors
                                    .embed(List.of(point.text()), InputType.DOCUMENT)
                                    .embeddings()
                                    .get(0));
                });
    }

    @Test
    void onlyTheChunksOfALongTextThatChangedShouldBeEmbedded() {
        engine.settings.chunkTokens(16).chunkOverlapTokens(0);
        String first = "one two three four five six seven eight nine ten eleven twelve. ".repeat(6);
        engine.put(9, first + "The end is old.");
        SyncReport long9 = engine.sync();
        int chunks = (int) engine.points.points(VirtualEngine.KEY).stream()
                .filter(point -> point.record().equals(RecordId.of(9)))
                .count();
        assertThat(chunks).isGreaterThan(3);
        assertThat(long9.chunksEmbedded()).isEqualTo(chunks);
        engine.put(9, first + "The end is new.");
        assertThat(engine.sync().chunksEmbedded()).isBetween(1L, 2L);
    }

    @Test
    void vectorsOfAnotherLengthShouldNotBeUsed() {
        engine.sink = new ForwardingWithShortVectors();
        addPayload();
        assertThat(engine.sync().chunksEmbedded()).isEqualTo(RECORDS);
    }

    private final class ForwardingWithShortVectors extends ForwardingVectorSink implements StoredVectors {

        ForwardingWithShortVectors() {
            super(engine.points);
        }

        @Override
        public Map<RecordId, List<EmbeddedChunk>> chunks(ModelKey key, Collection<RecordId> ids) {
            return ids.stream()
                    .collect(Collectors.toMap(
                            id -> id, id -> List.of(new EmbeddedChunk("Name: Partner " + id, Embedding.of(1, 2)))));
        }
    }
}

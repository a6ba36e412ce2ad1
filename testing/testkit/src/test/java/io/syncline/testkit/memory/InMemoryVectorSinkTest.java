package io.syncline.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InMemoryVectorSinkTest {

    private static final ModelKey KEY = new ModelKey("memory:test", ModelName.of("res.partner"));
    private static final SinkSchema SCHEMA = new SinkSchema(new EmbedderFingerprint("memory", "words", 2, ""));

    private final InMemoryVectorSink sink = new InMemoryVectorSink();

    @Test
    void pointsShouldCarryEverything() {
        sink.prepare(SCHEMA);
        sink.upsert(KEY, 3, List.of(document(7, 1000, "A", "B")));
        assertThat(sink.points(KEY)).containsExactly(point(0, "A"), point(1, "B"));
        assertThat(sink.keys()).containsExactly(KEY);
    }

    private static StoredPoint point(int index, String text) {
        RecordId id = RecordId.of(7);
        return new StoredPoint(
                PointId.of(PointId.prefix(KEY, PointId.Kind.NUMBER), id, index),
                KEY,
                id,
                index,
                2,
                1000,
                "hash",
                "fp",
                3,
                text,
                Payload.EMPTY,
                Embedding.of(1, 0),
                Optional.empty());
    }

    @Test
    void unpreparedSinkShouldRefuseEveryKey() {
        assertThatThrownBy(() -> sink.upsert(KEY, 1, List.of(document(7, 1, "A"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sink.stamps(KEY, List.of())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sink.trim(KEY, 1, Map.of())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sink.delete(KEY, 1, List.of())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sink.ids(KEY, IdRange.ALL, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sink.count(KEY)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void reopenedSinkShouldNotBePrepared() {
        sink.prepare(SCHEMA);
        InMemoryVectorSink other = sink.reopen();
        assertThatThrownBy(() -> other.count(KEY)).isInstanceOf(IllegalStateException.class);
        other.prepare(SCHEMA);
        sink.upsert(KEY, 1, List.of(document(7, 1, "A")));
        assertThat(other.count(KEY)).as("same points").isEqualTo(1);
    }

    @Test
    void brokenPreconditionsShouldBeRefused() {
        sink.prepare(SCHEMA);
        EmbeddedDocument document = document(7, 1, "A");
        assertThatThrownBy(() -> sink.upsert(KEY, 0, List.of(document))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sink.upsert(KEY, 1, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sink.upsert(KEY, 1, List.of(document, document)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sink.trim(KEY, 1, Map.of(RecordId.of(7), 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sink.ids(KEY, IdRange.ALL, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(sink.points(KEY)).isEmpty();
    }

    @Test
    void searchShouldRefuseVectorsOfAnotherDimension() {
        sink.prepare(SCHEMA);
        SinkQuery query = SinkQuery.builder()
                .source(KEY.source())
                .embedding(Embedding.of(1, 0, 0))
                .limit(1)
                .build();
        assertThatThrownBy(() -> sink.search(query)).isInstanceOf(SetupException.class);
    }

    @Test
    void loudSinkShouldApplyNothingWhenOneRecordIsGuarded() {
        sink.prepare(SCHEMA);
        sink.upsert(KEY, 5, List.of(document(7, 1, "A")));
        List<StoredPoint> before = sink.points(KEY);
        assertThatThrownBy(() -> sink.upsert(KEY, 4, List.of(document(6, 1, "B"), document(7, 1, "B"))))
                .isInstanceOf(LostRaceException.class)
                .hasMessageContaining("Record 7");
        assertThat(sink.points(KEY)).isEqualTo(before);
    }

    @Test
    void silentSinkShouldApplyWhatIsNotGuarded() {
        InMemoryVectorSink silent = InMemoryVectorSink.silent();
        silent.prepare(SCHEMA);
        silent.upsert(KEY, 5, List.of(document(7, 1, "A")));
        silent.upsert(KEY, 4, List.of(document(6, 1, "B"), document(7, 1, "B", "C")));
        assertThat(silent.points(KEY))
                .as("new points get in, as in a store that filters by point")
                .extracting(StoredPoint::text)
                .containsExactly("B", "A", "C");
        assertThat(silent.stamps(KEY, List.of(RecordId.of(7)))
                        .get(RecordId.of(7))
                        .epoch())
                .isEqualTo(5);
    }

    private static EmbeddedDocument document(long id, long version, String... texts) {
        return new EmbeddedDocument(
                RecordId.of(id),
                version,
                "hash",
                "fp",
                Payload.EMPTY,
                Stream.of(texts)
                        .map(text -> new EmbeddedChunk(text, Embedding.of(1, 0)))
                        .toList());
    }
}

package io.syncline.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkSchema;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryCollectionTest {

    private static final ModelKey KEY = new ModelKey("memory:test", ModelName.of("res.partner"));
    private static final SinkSchema SCHEMA = new SinkSchema(new EmbedderFingerprint("test", "test", 1, ""));

    private final InMemoryVectorSink sink =
            InMemoryVectorSink.builder().name("one").unordered(true).build();
    private final InMemoryCollection collection = sink.collection();

    @Test
    void identitiesShouldBeTheNameWithTheNumberOfTheCreation() {
        assertThat(sink.prepare(SCHEMA).id()).isEqualTo("one-1");
        collection.lose();
        assertThat(collection.exists()).isFalse();
        assertThat(sink.prepare(SCHEMA).id()).isEqualTo("one-2");
        assertThat(new InMemoryVectorSink().prepare(SCHEMA).id())
                .as("without a name, another one for each store")
                .isNotEqualTo(new InMemoryVectorSink().prepare(SCHEMA).id());
    }

    @Test
    void sinkShouldFailWhileItsStoreIsLost() {
        sink.prepare(SCHEMA);
        store(RecordId.of(7));
        collection.lose();
        assertThatThrownBy(() -> store(RecordId.of(7))).isInstanceOf(MissingStoreException.class);
        assertThatThrownBy(() -> sink.mark(KEY)).isInstanceOf(MissingStoreException.class);
        assertThat(collection.points(KEY)).isEmpty();
        assertThat(collection.keys()).isEmpty();
        assertThat(collection.mark(KEY)).isEmpty();
        sink.reopen().prepare(SCHEMA);
        assertThat(sink.count(KEY)).as("in the new store").isZero();
    }

    @Test
    void emptiedStoreShouldKeepItsIdentityAndLoseItsMarks() {
        sink.prepare(SCHEMA);
        store(RecordId.of(7));
        sink.raiseMark(KEY, sink.open(SCHEMA).id(), 0, mark(4));
        collection.clear();
        assertThat(sink.open(SCHEMA).id()).isEqualTo("one-1");
        assertThat(sink.count(KEY)).isZero();
        assertThat(sink.mark(KEY)).isEmpty();
    }

    @Test
    void oneModelShouldBeClearedWithItsMark() {
        sink.prepare(SCHEMA);
        store(RecordId.of(7));
        sink.raiseMark(KEY, sink.open(SCHEMA).id(), 0, mark(4));
        ModelKey other = new ModelKey(KEY.source(), ModelName.of("res.users"));
        sink.raiseMark(other, sink.open(SCHEMA).id(), 0, mark(5));
        assertThat(collection.stamps(KEY)).isEqualTo(sink.stamps(KEY, List.of(RecordId.of(7))));
        collection.clear(KEY);
        assertThat(collection.stamps(KEY)).isEmpty();
        assertThat(collection.mark(KEY)).isEmpty();
        assertThat(collection.mark(other)).contains(mark(5));
        assertThat(collection.identity()).contains("one-1");
        assertThat(collection.snapshot().mark(other)).contains(mark(5));
        assertThat(collection.snapshot().identity()).contains("one-1");
    }

    @Test
    void snapshotShouldBringBackPointsMarksAndIdentity() {
        SinkSnapshot absent = collection.snapshot();
        sink.prepare(SCHEMA);
        store(RecordId.of(7));
        sink.raiseMark(KEY, sink.open(SCHEMA).id(), 0, mark(4));
        SinkSnapshot kept = collection.snapshot();
        store(RecordId.of(8));
        sink.raiseMark(KEY, sink.open(SCHEMA).id(), 4, mark(5));
        collection.restore(kept);
        store(RecordId.of(9));
        collection.restore(kept);
        assertThat(sink.count(KEY)).isEqualTo(1);
        assertThat(sink.mark(KEY)).contains(mark(4));
        collection.lose();
        sink.prepare(SCHEMA);
        collection.restore(kept);
        assertThat(sink.open(SCHEMA).id()).isEqualTo("one-1");
        collection.restore(absent);
        assertThat(collection.exists()).isFalse();
    }

    @Test
    void copyShouldBeIndependentOfTheOriginal() {
        sink.prepare(SCHEMA);
        store(RecordId.of(7));
        InMemoryVectorSink copy = InMemoryVectorSink.builder().name("two").build();
        copy.collection().restore(collection.snapshot());
        assertThat(copy.open(SCHEMA).id()).as("a copy has the same identity").isEqualTo("one-1");
        copy.delete(KEY, 1, List.of(RecordId.of(7)));
        assertThat(copy.count(KEY)).isZero();
        assertThat(sink.count(KEY)).isEqualTo(1);
    }

    @Test
    void unorderedSinkShouldRefuseAnEndOnceItHasTexts() {
        sink.prepare(SCHEMA);
        store(RecordId.of(7));
        assertThat(sink.ids(KEY, IdRange.of(1, 9), 10).entries()).hasSize(1);
        store(RecordId.of("a"));
        assertThat(sink.listsInOrder(KEY)).isFalse();
        assertThatThrownBy(() -> sink.ids(KEY, IdRange.of(1, 9), 10)).isInstanceOf(IllegalArgumentException.class);
        assertThat(sink.ids(KEY, IdRange.after(Cursor.after(7)), 10).entries()).hasSize(1);
    }

    @Test
    void markShouldOnlyRise() {
        sink.prepare(SCHEMA);
        sink.raiseMark(KEY, sink.open(SCHEMA).id(), 0, mark(4));
        assertThatThrownBy(() -> sink.raiseMark(KEY, sink.open(SCHEMA).id(), 4, mark(4)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void store(RecordId id) {
        sink.upsert(
                KEY,
                1,
                List.of(new EmbeddedDocument(
                        id, 1, "hash", "fp", Payload.EMPTY, List.of(new EmbeddedChunk("Text", Embedding.of(1))))));
    }

    private static SinkMark mark(long value) {
        return new SinkMark(value, Optional.empty());
    }
}

package io.syncline.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.testkit.contract.SinkListingContract;
import io.syncline.testkit.contract.VectorSinkFixture;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountingVectorSinkTest implements SinkListingContract {

    private static final ModelKey KEY = new ModelKey("memory:test", ModelName.of("res.partner"));
    private static final String HASH = "00ff".repeat(16);

    private final CountingVectorSink sink = new CountingVectorSink();

    private final VectorSinkFixture fixture = new VectorSinkFixture() {
        @Override
        public VectorSink sink() {
            return sink;
        }

        @Override
        public VectorSink reopen() {
            throw new UnsupportedOperationException("A counting sink stores nothing");
        }

        @Override
        public VectorSink lose() {
            throw new UnsupportedOperationException("A counting sink stores nothing");
        }

        @Override
        public void close() {
            sink.close();
        }
    };

    @Override
    public VectorSinkFixture fixture() {
        return fixture;
    }

    @Test
    void stampShouldComeBackAsItWasStored() {
        sink.upsert(KEY, 3, List.of(document(7, 1000, 2), document(70_000, 2000, 1)));
        assertThat(sink.stamps(KEY, List.of(RecordId.of(7), RecordId.of(8))))
                .isEqualTo(Map.of(RecordId.of(7), new RecordStamp(RecordId.of(7), 1000, HASH, "fp", 2, 2, 3, true)));
        assertThat(sink.upsertedDocuments()).isEqualTo(2);
        assertThat(sink.upsertedChunks()).isEqualTo(3);
    }

    @Test
    void surplusAndMissingChunksShouldBeCounted() {
        sink.upsert(KEY, 3, List.of(document(7, 1000, 4)));
        sink.upsert(KEY, 3, List.of(document(7, 1000, 2)));
        assertThat(stamp(7).storedChunks()).isEqualTo(4);
        sink.trim(KEY, 3, Map.of(RecordId.of(7), 1, RecordId.of(99_999), 1));
        assertThat(stamp(7).storedChunks()).isEqualTo(1);
        assertThat(stamp(7).intact()).isFalse();
    }

    @Test
    void recordShouldBeNewAfterItsDeletion() {
        sink.upsert(KEY, 3, List.of(document(7, 1000, 4)));
        sink.delete(KEY, 3, List.of(RecordId.of(7), RecordId.of(8)));
        assertThat(sink.count(KEY)).isZero();
        sink.upsert(KEY, 1, List.of(document(7, 1, 1)));
        assertThat(stamp(7).storedChunks()).isEqualTo(1);
    }

    @Test
    void olderWritesShouldBeRefused() {
        sink.upsert(KEY, 3, List.of(document(7, 1000, 1)));
        assertThatThrownBy(() -> sink.upsert(KEY, 2, List.of(document(7, 2000, 1))))
                .isInstanceOf(LostRaceException.class);
        assertThatThrownBy(() -> sink.upsert(KEY, 3, List.of(document(7, 999, 1))))
                .isInstanceOf(LostRaceException.class);
        assertThatThrownBy(() -> sink.delete(KEY, 2, List.of(RecordId.of(7)))).isInstanceOf(LostRaceException.class);
        assertThatThrownBy(() -> sink.trim(KEY, 2, Map.of(RecordId.of(7), 1))).isInstanceOf(LostRaceException.class);
        assertThat(stamp(7).sourceVersion()).isEqualTo(1000);
    }

    @Test
    void searchShouldBeRefused() {
        SinkQuery query = SinkQuery.builder()
                .source(KEY.source())
                .embedding(Embedding.of(1))
                .limit(1)
                .build();
        assertThatThrownBy(() -> sink.search(query)).isInstanceOf(SetupException.class);
    }

    private RecordStamp stamp(long id) {
        return sink.stamps(KEY, List.of(RecordId.of(id))).get(RecordId.of(id));
    }

    private static EmbeddedDocument document(long id, long version, int chunks) {
        return new EmbeddedDocument(
                RecordId.of(id),
                version,
                HASH,
                "fp",
                Payload.EMPTY,
                Collections.nCopies(chunks, new EmbeddedChunk("Text", Embedding.of(1))));
    }
}

package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.PRODUCTS;
import static io.syncline.qdrant.Documents.document;
import static io.syncline.qdrant.Documents.documents;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QdrantVectorSinkTest {

    private final QdrantServer server = QdrantServer.shared();
    private QdrantVectorSink sink;

    @BeforeEach
    void prepare() {
        sink = server.sink(server.freshName()).build();
        sink.prepare(Documents.SCHEMA);
    }

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void recordsShouldBeStampedListedCountedAndFoundWhenStored() {
        sink.upsert(PARTNERS, 1, List.of(document(1, 10, 1), document(2, 20, 3)));
        sink.upsert(PRODUCTS, 1, List.of(document(2, 5, 2)));

        assertThat(sink.stamps(PARTNERS, List.of(RecordId.of(2), RecordId.of(9))))
                .isEqualTo(
                        Map.of(RecordId.of(2), new RecordStamp(RecordId.of(2), 20, "hash-2-20", "fp", 3, 3, 1, true)));
        IdPage page = sink.ids(PARTNERS, IdRange.ALL, 100);
        assertThat(page.entries())
                .extracting(entry -> entry.id().number() + ":" + entry.version())
                .containsExactly("1:10", "2:20");
        assertThat(page.end()).isTrue();
        assertThat(sink.count(PARTNERS)).isEqualTo(2);
        assertThat(sink.count(PRODUCTS)).isEqualTo(1);
        List<SinkHit> hits = sink.search(SinkQuery.builder()
                .source(PARTNERS.source())
                .embedding(document(2, 20, 3).chunks().get(1).embedding())
                .limit(10)
                .build());
        assertThat(hits).hasSize(3);
        assertThat(hits.get(0).id()).isEqualTo(RecordId.of(2));
        assertThat(hits.get(0).chunkIndex()).isEqualTo(1);
        assertThat(hits.get(0).text()).isEqualTo("record 2 version 20 chunk 1");
        assertThat(hits.get(0).payload().values()).containsEntry("rank", 2L);
        assertThat(hits.get(0).score()).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-5));
    }

    @Test
    void trimmedAndDeletedPointsShouldNotBeFound() {
        sink.upsert(PARTNERS, 1, documents(1, 700, 1));
        sink.upsert(PARTNERS, 2, List.of(document(3, 2, 5)));
        sink.trim(PARTNERS, 2, Map.of(RecordId.of(3), 2, RecordId.of(4), 1, RecordId.of(4000), 1));
        assertThat(sink.stamps(PARTNERS, List.of(RecordId.of(3)))
                        .get(RecordId.of(3))
                        .storedChunks())
                .isEqualTo(2);
        sink.delete(PARTNERS, 2, List.of(RecordId.of(3), RecordId.of(700), RecordId.of(5000)));
        assertThat(sink.count(PARTNERS)).isEqualTo(698);
    }
}

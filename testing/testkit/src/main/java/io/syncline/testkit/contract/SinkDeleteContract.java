package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.vector.EmbeddedDocument;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Deleting records. */
public interface SinkDeleteContract extends SinkContract {

    @Test
    default void deleteShouldRemoveAllPointsOfTheRecordsAndNoOthers() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(6, 2), doc(7, 3), doc(8, 1), doc(9, 2));
        fixture().sink().delete(PARTNERS, 1, ids(9, 7));
        assertThat(content.listed(PARTNERS)).containsExactly(6L, 8L);
        assertThat(fixture().sink().count(PARTNERS)).isEqualTo(2);
        assertThat(fixture().sink().stamps(PARTNERS, ids(6, 7, 8, 9))).containsOnlyKeys(ids(6, 8));
        assertThat(content.search(0, 10)).extracting(hit -> number(hit.id())).containsExactlyInAnyOrder(6L, 8L);
    }

    @Test
    default void deleteShouldRemoveSurplusChunksToo() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 4));
        content.upsert(1, doc(7, 1).hash(2));
        fixture().sink().delete(PARTNERS, 1, ids(7));
        assertThat(content.listed(PARTNERS)).isEmpty();
        content.upsert(1, doc(7, 1).hash(3));
        assertThat(content.stamp(7).storedChunks()).as("nothing came back").isEqualTo(1);
    }

    @Test
    default void deleteShouldIgnoreAbsentRecords() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 1));
        fixture().sink().delete(PARTNERS, 1, ids(1, 2, 99));
        fixture().sink().delete(PARTNERS, 1, List.of());
        assertThat(content.listed(PARTNERS)).containsExactly(7L);
    }

    @Test
    default void deleteShouldBeIdempotent() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 1));
        fixture().sink().delete(PARTNERS, 1, ids(7));
        fixture().sink().delete(PARTNERS, 1, ids(7));
        assertThat(content.listed(PARTNERS)).isEmpty();
    }

    @Test
    default void deleteShouldTakeAThousandIds() {
        SinkContent content = SinkContent.prepared(this);
        List<RecordId> ids = LongStream.rangeClosed(1, 1000).mapToObj(this::id).toList();
        List<EmbeddedDocument> documents =
                ids.stream().map(id -> doc(number(id), 1).build(kind())).toList();
        fixture().sink().upsert(PARTNERS, 1, documents);
        content.upsert(1, doc(1001, 1));
        fixture().sink().delete(PARTNERS, 1, ids);
        assertThat(content.listed(PARTNERS)).containsExactly(1001L);
    }
}

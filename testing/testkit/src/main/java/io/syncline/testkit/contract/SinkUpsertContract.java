package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Storing records, and the stamps that describe the stored records. */
public interface SinkUpsertContract extends SinkContract {

    @Test
    default void stampShouldDescribeTheStoredRecord() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(3, doc(7, 2).version(1_700_000_001_000L).hash(9).fingerprint("fp-9"));
        assertThat(fixture().sink().stamps(PARTNERS, ids(7)))
                .isEqualTo(Map.of(
                        id(7),
                        new RecordStamp(id(7), 1_700_000_001_000L, SinkDocument.hashOf(9), "fp-9", 2, 2, 3, true)));
    }

    @Test
    default void stampsShouldOmitAbsentRecords() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(2, 1), doc(4, 1));
        assertThat(fixture().sink().stamps(PARTNERS, ids(5, 4, 3, 2, 1))).containsOnlyKeys(ids(2, 4));
        assertThat(fixture().sink().stamps(PARTNERS, List.of()))
                .as("nothing asked for")
                .isEmpty();
    }

    @Test
    default void upsertShouldStoreManyRecordsInOneCall() {
        SinkContent content = SinkContent.prepared(this);
        List<EmbeddedDocument> many = new ArrayList<>();
        List<RecordId> ids = new ArrayList<>();
        for (int id = 1; id <= 1000; id++) {
            many.add(doc(id, 1 + id % 3).hash(id).build(kind()));
            ids.add(id(id));
        }
        fixture().sink().upsert(PARTNERS, 1, many);
        Map<RecordId, RecordStamp> stamps = fixture().sink().stamps(PARTNERS, ids);
        assertThat(stamps).containsOnlyKeys(ids);
        assertThat(stamps.values())
                .allMatch(RecordStamp::intact)
                .allMatch(stamp -> stamp.storedChunks() == 1 + number(stamp.id()) % 3)
                .allMatch(stamp -> stamp.contentHash().equals(SinkDocument.hashOf((int) number(stamp.id()))));
        assertThat(content.listed(PARTNERS)).hasSize(1000);
    }

    @Test
    default void upsertShouldReplaceARecordWithEverythingItCarried() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7).payload(Map.of("city", "Köln", "age", 4L)).chunk("Old", 0));
        content.upsert(
                1,
                doc(7).version(1_700_000_009_000L)
                        .hash(2)
                        .fingerprint("fp-2")
                        .payload(Map.of("city", "Bonn"))
                        .chunk("New", 90));
        SinkHit hit = content.hit(7, 90);
        assertThat(hit.text()).isEqualTo("New");
        assertThat(hit.payload().values()).as("payload, replaced as a whole").isEqualTo(Map.of("city", "Bonn"));
        assertThat(hit.score()).as("score by the new vector").isGreaterThan(0.999);
        assertThat(content.stamp(7))
                .isEqualTo(new RecordStamp(id(7), 1_700_000_009_000L, SinkDocument.hashOf(2), "fp-2", 1, 1, 1, true));
    }

    @Test
    default void upsertShouldBeIdempotent() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7, 3), doc(8, 1));
        RecordStamp before = content.stamp(7);
        content.upsert(1, doc(7, 3), doc(8, 1));
        assertThat(content.stamp(7)).isEqualTo(before);
        assertThat(fixture().sink().count(PARTNERS)).isEqualTo(2);
        assertThat(content.search(0, 10)).hasSize(2);
    }

    @Test
    default void upsertShouldTakeEveryIdAndVersion() {
        SinkContent content = SinkContent.prepared(this);
        long[] ids = {1, Integer.MAX_VALUE + 1L, (1L << 53) + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE};
        for (long id : ids) {
            content.upsert(1, doc(id, 2).version(id == 1 ? 0 : id));
        }
        assertThat(content.listed(PARTNERS)).containsExactly(ids[0], ids[1], ids[2], ids[3], ids[4]);
        for (long id : ids) {
            assertThat(content.stamp(id).sourceVersion()).as("version of " + id).isEqualTo(id == 1 ? 0 : id);
            assertThat(content.stamp(id).intact()).as("chunks of " + id).isTrue();
        }
    }

    @Test
    default void upsertShouldTakeEveryEpoch() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert((1L << 53) + 1, doc(7, 1));
        assertThat(content.stamp(7).epoch()).isEqualTo((1L << 53) + 1);
    }

    @Test
    default void upsertShouldRefuseVectorsOfAnotherDimensionAndStoreNothing() {
        SinkContent content = SinkContent.prepared(this);
        for (Embedding other : List.of(Embedding.of(1, 0), Embedding.of(1, 0, 0, 0, 0, 0, 0, 0, 1))) {
            assertThatThrownBy(() -> content.upsert(
                            1, doc(6, 1), doc(7).chunk("First", 0).chunk("Second", other)))
                    .as("a vector of dimension %s", other.dimension())
                    .isInstanceOf(SetupException.class);
            assertThat(content.listed(PARTNERS)).isEmpty();
        }
    }
}

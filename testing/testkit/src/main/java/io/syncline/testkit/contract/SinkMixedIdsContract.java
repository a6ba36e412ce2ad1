package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.BANKS;
import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ids of all kinds beside each other in one model. */
public interface SinkMixedIdsContract extends SinkContract {

    @Test
    default void numbersAndTextsOfTheSameDigitsShouldBeDifferentRecords() {
        SinkContent content = SinkContent.prepared(this);
        VectorSink sink = fixture().sink();
        List<RecordId> same =
                List.of(RecordId.of(-7), RecordId.of(7), RecordId.of("-7"), RecordId.of("07"), RecordId.of("7"));
        for (int i = 0; i < same.size(); i++) {
            sink.upsert(PARTNERS, 1, List.of(document(same.get(i), i)));
        }
        assertThat(sink.count(PARTNERS)).isEqualTo(5);
        for (int i = 0; i < same.size(); i++) {
            assertThat(sink.stamps(PARTNERS, List.of(same.get(i)))).containsOnlyKeys(same.get(i));
            assertThat(content.search(10 * i, 1))
                    .singleElement()
                    .satisfies(hit -> assertThat(same).contains(hit.id()));
        }
        assertThat(content.search(0, 10)).extracting(hit -> hit.id()).containsExactlyInAnyOrderElementsOf(same);
        sink.delete(PARTNERS, 1, List.of(RecordId.of("7")));
        assertThat(sink.stamps(PARTNERS, same)).hasSize(4).doesNotContainKey(RecordId.of("7"));
        sink.delete(PARTNERS, 1, List.of(RecordId.of(-7)));
        assertThat(sink.stamps(PARTNERS, same).keySet())
                .containsExactlyInAnyOrder(RecordId.of(7), RecordId.of("-7"), RecordId.of("07"));
    }

    @Test
    default void greatestAndLeastNumbersShouldBeStored() {
        SinkContent.prepared(this);
        VectorSink sink = fixture().sink();
        List<RecordId> ids = List.of(
                RecordId.of(Long.MIN_VALUE),
                RecordId.of(Long.MIN_VALUE + 1),
                RecordId.of(-1),
                RecordId.of(0),
                RecordId.of(1),
                RecordId.of(Long.MAX_VALUE));
        for (RecordId id : ids) {
            sink.upsert(PARTNERS, 1, List.of(document(id, 1)));
        }
        assertThat(sink.listsInOrder(PARTNERS)).as("numbers in order").isTrue();
        assertThat(sink.ids(PARTNERS, IdRange.ALL, 100).entries())
                .extracting(IdAndVersion::id)
                .isEqualTo(ids);
        assertThat(sink.ids(PARTNERS, IdRange.of(Long.MIN_VALUE, 0), 100).entries())
                .extracting(IdAndVersion::id)
                .isEqualTo(ids.subList(1, 4));
        sink.delete(PARTNERS, 1, List.of(RecordId.of(0), RecordId.of(Long.MIN_VALUE)));
        assertThat(sink.stamps(PARTNERS, ids)).hasSize(4);
    }

    @Test
    default void idsShouldListEachRecordOfAllKindsOnce() {
        SinkContent content = SinkContent.prepared(this);
        VectorSink sink = fixture().sink();
        List<RecordId> ids = all();
        List<RecordId> shuffled = new ArrayList<>(ids);
        Collections.rotate(shuffled, ids.size() / 2);
        for (RecordId id : shuffled) {
            sink.upsert(PARTNERS, 1, List.of(document(id, 2)));
        }
        sink.upsert(BANKS, 1, List.of(document(RecordId.of("7"), 1)));
        assertThat(sink.count(PARTNERS)).isEqualTo(ids.size());
        for (int limit : new int[] {1, 2, 7, 1000}) {
            assertThat(content.list(PARTNERS, IdRange.ALL, limit))
                    .as("limit " + limit)
                    .extracting(IdAndVersion::id)
                    .isEqualTo(ids);
        }
        assertThat(sink.stamps(PARTNERS, ids)).containsOnlyKeys(ids);
        sink.trim(PARTNERS, 1, Map.of(ids.get(0), 1, ids.get(ids.size() - 1), 1));
        sink.delete(PARTNERS, 1, ids.subList(0, ids.size() / 2));
        assertThat(content.list(PARTNERS, IdRange.ALL, 5))
                .extracting(IdAndVersion::id)
                .isEqualTo(ids.subList(ids.size() / 2, ids.size()));
    }

    /** Ids of all kinds, ascending. */
    private static List<RecordId> all() {
        List<RecordId> ids = new ArrayList<>();
        for (IdKind kind : IdKind.values()) {
            for (long number = 1; number <= 14; number++) {
                ids.add(kind.id(number));
            }
        }
        return ids.stream().distinct().sorted().toList();
    }

    private static EmbeddedDocument document(RecordId id, int number) {
        EmbeddedDocument made = SinkDocument.doc(1)
                .hash(number)
                .chunk("First", 10 * number)
                .chunk("Second", 10 * number + 1)
                .build(IdKind.POSITIVE_NUMBERS);
        return new EmbeddedDocument(
                id, made.sourceVersion(), made.contentHash(), made.fingerprint(), made.payload(), made.chunks());
    }
}

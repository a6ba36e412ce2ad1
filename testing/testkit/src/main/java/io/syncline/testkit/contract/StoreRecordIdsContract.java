package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.StoreContent.PARTNERS;
import static io.syncline.testkit.contract.StoreContent.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.record.Cursor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failed records whose ids are of all kinds, in one order. */
public interface StoreRecordIdsContract extends Contract<MetadataStoreFixture> {

    @Test
    default void failuresOfAllKindsShouldBeListedInTheOrderOfTheirIds() {
        MetadataStore store = fixture().store();
        List<FailedRecord> stored = ofAllKinds();
        for (int i = stored.size() - 1; i >= 0; i--) {
            store.putFailures(PARTNERS, 1, List.of(stored.get(i)));
        }
        assertThat(store.failureCount(PARTNERS)).isEqualTo(stored.size());
        for (int limit : new int[] {1, 3, 1000}) {
            assertThat(StoreContent.list(store, PARTNERS, limit))
                    .as("limit " + limit)
                    .isEqualTo(stored);
        }
        assertThat(store.failures(PARTNERS, Cursor.END, 10)).as("after the end").isEmpty();
    }

    @Test
    default void eachFailureShouldBeReadAndRemovedByItsId() {
        MetadataStore store = fixture().store();
        List<FailedRecord> stored = new ArrayList<>(ofAllKinds());
        store.putFailures(PARTNERS, 1, stored);
        assertThat(store.failure(PARTNERS, RecordId.of("no such record"))).isEmpty();
        assertThat(store.failure(StoreContent.OTHER_SINK, stored.get(0).id())).isEmpty();
        while (!stored.isEmpty()) {
            FailedRecord removed = stored.remove(stored.size() / 2);
            assertThat(store.failure(PARTNERS, removed.id())).contains(removed);
            store.removeFailures(PARTNERS, 1, List.of(removed.id()));
            assertThat(store.failure(PARTNERS, removed.id())).isEmpty();
            assertThat(store.failures(PARTNERS, Cursor.START, 1000)).isEqualTo(stored);
        }
    }

    private static List<FailedRecord> ofAllKinds() {
        List<RecordId> ids = new ArrayList<>(List.of(
                RecordId.of(Long.MIN_VALUE), RecordId.of(Long.MAX_VALUE), RecordId.of("-7"), RecordId.of("start")));
        for (IdKind kind : IdKind.values()) {
            for (long number = 1; number <= 13; number++) {
                ids.add(kind.id(number));
            }
        }
        return ids.stream()
                .distinct()
                .sorted()
                .map(id -> failure(id, "Reason of " + id))
                .toList();
    }
}

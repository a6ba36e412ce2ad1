package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.StoreContent.BANKS;
import static io.syncline.testkit.contract.StoreContent.PARTNERS;
import static io.syncline.testkit.contract.StoreContent.TIME;
import static io.syncline.testkit.contract.StoreContent.failure;
import static io.syncline.testkit.contract.StoreContent.failures;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failed records. */
public interface StoreFailuresContract extends Contract<MetadataStoreFixture> {

    @Test
    default void failuresShouldComeBackAsTheyWereStored() {
        MetadataStore store = fixture().store();
        List<FailedRecord> stored = List.of(
                failure(1, ""),
                failure(2, "Grüße 🚀 \"quoted\"\nsecond line " + "long ".repeat(1000)),
                new FailedRecord(RecordId.of(Long.MAX_VALUE), "x", Integer.MAX_VALUE, TIME.minusMillis(1), TIME));
        store.putFailures(PARTNERS, 1, stored);
        assertThat(store.failures(PARTNERS, Cursor.START, 10)).isEqualTo(stored);
    }

    @Test
    default void failuresShouldBeListedAscendingInFullPages() {
        MetadataStore store = fixture().store();
        List<FailedRecord> stored = failures(1, 25);
        store.putFailures(PARTNERS, 1, stored.subList(10, 25));
        store.putFailures(PARTNERS, 1, stored.subList(0, 10));
        for (int limit : new int[] {1, 7, 25, 26, 1000}) {
            assertThat(StoreContent.list(store, PARTNERS, limit))
                    .as("limit " + limit)
                    .isEqualTo(stored);
        }
        assertThat(store.failures(PARTNERS, Cursor.after(20), 100))
                .as("after is exclusive")
                .isEqualTo(stored.subList(20, 25));
        assertThat(store.failures(PARTNERS, Cursor.after(25), 100))
                .as("after the last")
                .isEmpty();
    }

    @Test
    default void failureShouldReplaceWhatIsKnownOfItsRecord() {
        MetadataStore store = fixture().store();
        store.putFailures(PARTNERS, 1, failures(1, 3));
        FailedRecord again = new FailedRecord(RecordId.of(2), "Again", 4, TIME, TIME.plusSeconds(60));
        store.putFailures(PARTNERS, 1, List.of(again));
        assertThat(store.failures(PARTNERS, Cursor.START, 10))
                .containsExactly(failure(1, "Reason 1"), again, failure(3, "Reason 3"));
        assertThat(store.failureCount(PARTNERS)).isEqualTo(3);
    }

    @Test
    default void removedFailuresShouldBeForgotten() {
        MetadataStore store = fixture().store();
        store.putFailures(PARTNERS, 1, failures(1, 5));
        store.removeFailures(PARTNERS, 1, List.of(RecordId.of(4), RecordId.of(1), RecordId.of(99)));
        store.removeFailures(PARTNERS, 1, List.of(RecordId.of(4)));
        assertThat(store.failures(PARTNERS, Cursor.START, 10))
                .extracting(FailedRecord::id)
                .containsExactly(RecordId.of(2), RecordId.of(3), RecordId.of(5));
        assertThat(store.failureCount(PARTNERS)).isEqualTo(3);
    }

    @Test
    default void nothingShouldHappenWhenNothingIsGiven() {
        MetadataStore store = fixture().store();
        store.putFailures(PARTNERS, 1, List.of());
        store.removeFailures(PARTNERS, 1, List.of());
        store.removeFailures(PARTNERS, 1, List.of(RecordId.of(1)));
        assertThat(store.failures(PARTNERS, Cursor.START, 10)).isEmpty();
        assertThat(store.failureCount(PARTNERS)).isZero();
    }

    @Test
    default void manyFailuresShouldBeStored() {
        MetadataStore store = fixture().store();
        store.putFailures(PARTNERS, 1, failures(1, 3000));
        assertThat(store.failureCount(PARTNERS)).isEqualTo(3000);
        assertThat(StoreContent.list(store, PARTNERS, 700)).isEqualTo(failures(1, 3000));
        List<RecordId> ids = failures(1, 2999).stream().map(FailedRecord::id).toList();
        store.removeFailures(PARTNERS, 1, ids);
        assertThat(store.failures(PARTNERS, Cursor.START, 10)).containsExactly(failure(3000, "Reason 3000"));
    }

    @Test
    default void modelsShouldHaveTheirOwnFailures() {
        MetadataStore store = fixture().store();
        store.putFailures(PARTNERS, 1, failures(1, 3));
        store.putFailures(BANKS, 1, failures(2, 2));
        store.removeFailures(PARTNERS, 1, List.of(RecordId.of(2)));
        assertThat(store.failures(BANKS, Cursor.START, 10)).isEqualTo(failures(2, 2));
        assertThat(store.failureCount(PARTNERS)).isEqualTo(2);
    }

    @Test
    default void failuresAndStateShouldNotTouchEachOther() {
        MetadataStore store = fixture().store();
        VersionedState before = StoreContent.set(store, PARTNERS, StoreContent.withEpoch(1));
        store.putFailures(PARTNERS, 1, failures(1, 3));
        store.removeFailures(PARTNERS, 1, List.of(RecordId.of(1)));
        assertThat(store.read(PARTNERS)).as("state and revision").isEqualTo(before);
        StoreContent.set(store, PARTNERS, StoreContent.withEpoch(2));
        assertThat(store.failures(PARTNERS, Cursor.START, 10)).isEqualTo(failures(2, 3));
    }

    @Test
    default void failuresShouldBePutByConcurrentThreads() {
        MetadataStore store = fixture().store();
        Concurrently.run(6, thread -> {
            for (int i = 0; i < 10; i++) {
                long id = 1 + thread * 10L + i;
                store.putFailures(PARTNERS, 1, failures(id, id));
            }
            return thread;
        });
        assertThat(StoreContent.list(store, PARTNERS, 100)).isEqualTo(failures(1, 60));
    }
}

package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.StoreContent.BANKS;
import static io.syncline.testkit.contract.StoreContent.PARTNERS;
import static io.syncline.testkit.contract.StoreContent.failures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failed records are written by the newest lease only. */
public interface StoreFencingContract extends Contract<MetadataStoreFixture> {

    @Test
    default void putFailuresShouldBeRefusedWhenTheStateHasAGreaterEpoch() {
        MetadataStore store = fixture().store();
        store.putFailures(PARTNERS, 4, failures(1, 2));
        VersionedState state = StoreContent.set(store, PARTNERS, StoreContent.withEpoch(5));
        assertThatThrownBy(() -> store.putFailures(PARTNERS, 4, failures(2, 3))).isInstanceOf(LostRaceException.class);
        assertThat(store.failures(PARTNERS, Cursor.START, 10))
                .as("nothing was changed")
                .isEqualTo(failures(1, 2));
        assertThat(store.read(PARTNERS)).isEqualTo(state);
    }

    @Test
    default void removeFailuresShouldBeRefusedWhenTheStateHasAGreaterEpoch() {
        MetadataStore store = fixture().store();
        store.putFailures(PARTNERS, 4, failures(1, 2));
        StoreContent.set(store, PARTNERS, StoreContent.withEpoch(5));
        assertThatThrownBy(() -> store.removeFailures(PARTNERS, 4, List.of(RecordId.of(1))))
                .isInstanceOf(LostRaceException.class);
        assertThat(store.failures(PARTNERS, Cursor.START, 10))
                .as("nothing was changed")
                .isEqualTo(failures(1, 2));
    }

    @Test
    default void failuresShouldBeAcceptedFromTheEpochOfTheState() {
        MetadataStore store = fixture().store();
        StoreContent.set(store, PARTNERS, StoreContent.withEpoch(5));
        store.putFailures(PARTNERS, 5, failures(1, 2));
        store.removeFailures(PARTNERS, 5, List.of(RecordId.of(1)));
        assertThat(store.failures(PARTNERS, Cursor.START, 10)).isEqualTo(failures(2, 2));
    }

    @Test
    default void epochShouldCountForItsOwnModelOnly() {
        MetadataStore store = fixture().store();
        StoreContent.set(store, PARTNERS, StoreContent.withEpoch(5));
        store.putFailures(BANKS, 1, failures(1, 1));
        assertThat(store.failures(BANKS, Cursor.START, 10)).isEqualTo(failures(1, 1));
    }

    @Test
    default void epochShouldFenceOtherStoresToo() {
        if (can(Capability.SHARING)) {
            MetadataStore first = fixture().store();
            first.putFailures(PARTNERS, 4, failures(1, 2));
            MetadataStore second = fixture().openSecond();
            StoreContent.set(second, PARTNERS, StoreContent.withEpoch(5));
            assertThatThrownBy(() -> first.putFailures(PARTNERS, 4, failures(3, 3)))
                    .isInstanceOf(LostRaceException.class);
            assertThat(second.failures(PARTNERS, Cursor.START, 10)).isEqualTo(failures(1, 2));
        } else {
            assertThatThrownBy(fixture()::openSecond).isInstanceOf(SetupException.class);
        }
    }
}

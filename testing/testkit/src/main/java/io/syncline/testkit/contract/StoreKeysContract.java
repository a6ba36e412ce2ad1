package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.StoreContent.BANKS;
import static io.syncline.testkit.contract.StoreContent.OTHER_SINK;
import static io.syncline.testkit.contract.StoreContent.OTHER_SOURCE;
import static io.syncline.testkit.contract.StoreContent.PARTNERS;
import static io.syncline.testkit.contract.StoreContent.failures;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** States belong to source, model and sink, and can be moved and removed. */
public interface StoreKeysContract extends Contract<MetadataStoreFixture> {

    /** Keys that differ in one part each, two of which would be one if they were joined carelessly. */
    List<StateKey> KEYS = List.of(
            PARTNERS,
            BANKS,
            OTHER_SOURCE,
            OTHER_SINK,
            StateKey.unassigned(PARTNERS.model()),
            new StateKey("odoo:https://erp.example.com:8069/prod uction", PARTNERS.model(), "sink-1"),
            new StateKey(
                    "Grüße/🚀 \"%2F\"\\:" + "x".repeat(180), PARTNERS.model(), "0f8fad5b-d9cb-469f-a165-70867728950e"));

    @Test
    default void eachKeyShouldHaveItsOwnStateAndFailures() {
        MetadataStore store = fixture().store();
        for (int i = 0; i < KEYS.size(); i++) {
            assertThat(store.read(KEYS.get(i))).isEqualTo(new VersionedState(0, ModelState.NEW));
            StoreContent.set(store, KEYS.get(i), StoreContent.withEpoch(i + 1L));
            store.putFailures(KEYS.get(i), i + 1L, failures(1, i + 1L));
        }
        assertThat(store.keys()).containsExactlyInAnyOrderElementsOf(KEYS);
        for (int i = 0; i < KEYS.size(); i++) {
            assertThat(store.read(KEYS.get(i)).state().epoch()).isEqualTo(i + 1L);
            assertThat(store.failures(KEYS.get(i), Cursor.START, 100)).isEqualTo(failures(1, i + 1L));
            assertThat(store.failureCount(KEYS.get(i))).isEqualTo(i + 1L);
        }
    }

    @Test
    default void moveShouldTakeStateAndFailuresAlong() {
        MetadataStore store = fixture().store();
        VersionedState stored = StoreContent.set(store, PARTNERS, StoreContent.full());
        store.putFailures(PARTNERS, stored.state().epoch(), failures(1, 3));
        StoreContent.set(store, BANKS, StoreContent.withEpoch(1));
        assertThat(store.move(PARTNERS, stored.revision(), stored.state().epoch(), OTHER_SOURCE))
                .isTrue();
        assertThat(store.read(OTHER_SOURCE)).isEqualTo(new VersionedState(stored.revision() + 1, stored.state()));
        assertThat(store.failures(OTHER_SOURCE, Cursor.START, 10)).isEqualTo(failures(1, 3));
        assertNothingAt(store, PARTNERS);
        assertThat(store.keys()).containsExactlyInAnyOrder(OTHER_SOURCE, BANKS);
        assertThat(store.move(PARTNERS, stored.revision(), stored.state().epoch(), OTHER_SINK))
                .as("again")
                .isFalse();
    }

    @Test
    default void moveShouldChangeNothingWhenTheStateWasChangedOrTheOtherKeyHasOne() {
        MetadataStore store = fixture().store();
        VersionedState stored = StoreContent.set(store, PARTNERS, StoreContent.withEpoch(1));
        StoreContent.set(store, BANKS, StoreContent.withEpoch(2));
        store.putFailures(PARTNERS, 1, failures(1, 3));
        store.putFailures(BANKS, 2, failures(7, 8));
        assertThat(store.move(PARTNERS, stored.revision() + 1, 1, OTHER_SOURCE))
                .as("another revision")
                .isFalse();
        assertThat(store.move(PARTNERS, stored.revision(), 1, BANKS))
                .as("to a key that has a state")
                .isFalse();
        assertThat(store.read(PARTNERS)).isEqualTo(stored);
        assertThat(store.failures(PARTNERS, Cursor.START, 10)).isEqualTo(failures(1, 3));
        assertThat(store.read(BANKS).state()).isEqualTo(StoreContent.withEpoch(2));
        assertThat(store.failures(BANKS, Cursor.START, 10)).isEqualTo(failures(7, 8));
        assertNothingAt(store, OTHER_SOURCE);
    }

    @Test
    default void removedStateShouldBeNewWithoutFailures() {
        MetadataStore store = fixture().store();
        VersionedState stored = StoreContent.set(store, PARTNERS, StoreContent.full());
        store.putFailures(PARTNERS, stored.state().epoch(), failures(1, 3));
        StoreContent.set(store, OTHER_SINK, StoreContent.withEpoch(1));
        store.putFailures(OTHER_SINK, 1, failures(1, 1));
        assertThat(store.remove(PARTNERS, stored.revision() - 1, stored.state().epoch()))
                .as("another revision")
                .isFalse();
        assertThat(store.read(PARTNERS)).isEqualTo(stored);
        assertThat(store.failureCount(PARTNERS)).isEqualTo(3);
        assertThat(store.remove(PARTNERS, stored.revision(), stored.state().epoch()))
                .isTrue();
        assertNothingAt(store, PARTNERS);
        assertThat(store.keys()).containsExactly(OTHER_SINK);
        assertThat(store.failures(OTHER_SINK, Cursor.START, 10)).isEqualTo(failures(1, 1));
        StoreContent.set(store, PARTNERS, StoreContent.withEpoch(1));
        store.putFailures(PARTNERS, 1, failures(9, 9));
        assertThat(store.failures(PARTNERS, Cursor.START, 10)).as("begun anew").isEqualTo(failures(9, 9));
    }

    /** So that a call which arrives late does not take a state for the one that was removed before. */
    @Test
    default void stateThatWasCreatedAgainShouldStayWhenTheEarlierOneIsRemovedOrMoved() {
        MetadataStore store = fixture().store();
        VersionedState earlier = StoreContent.set(store, PARTNERS, StoreContent.withEpoch(1));
        store.remove(PARTNERS, earlier.revision(), 1);
        VersionedState present = StoreContent.set(store, PARTNERS, StoreContent.withEpoch(2));
        store.putFailures(PARTNERS, 2, failures(1, 3));
        assertThat(store.remove(PARTNERS, earlier.revision(), 1)).as("removed").isFalse();
        assertThat(store.move(PARTNERS, earlier.revision(), 1, OTHER_SINK))
                .as("moved")
                .isFalse();
        assertThat(store.read(PARTNERS)).isEqualTo(present);
        assertThat(store.failureCount(PARTNERS)).isEqualTo(3);
        assertNothingAt(store, OTHER_SINK);
    }

    @Test
    default void moveAndRemovalShouldLastAfterReopen() {
        VersionedState moved = StoreContent.set(fixture().store(), PARTNERS, StoreContent.withEpoch(1));
        VersionedState removed = StoreContent.set(fixture().store(), BANKS, StoreContent.withEpoch(1));
        fixture().store().move(PARTNERS, moved.revision(), 1, OTHER_SINK);
        fixture().store().remove(BANKS, removed.revision(), 1);
        MetadataStore store = fixture().reopen();
        if (can(Capability.DURABILITY)) {
            assertThat(store.keys()).containsExactly(OTHER_SINK);
        } else {
            assertThat(store.keys()).isEmpty();
        }
        assertNothingAt(store, PARTNERS);
        assertNothingAt(store, BANKS);
    }

    private static void assertNothingAt(MetadataStore store, StateKey key) {
        assertThat(store.read(key)).as("state of " + key).isEqualTo(new VersionedState(0, ModelState.NEW));
        assertThat(store.failures(key, Cursor.START, 10))
                .as("failures of " + key)
                .isEmpty();
        assertThat(store.failureCount(key)).isZero();
    }
}

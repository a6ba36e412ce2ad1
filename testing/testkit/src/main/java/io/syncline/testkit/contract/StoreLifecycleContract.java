package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.StoreContent.PARTNERS;
import static io.syncline.testkit.contract.StoreContent.failures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Durability, damage, interruption, and the end of a store. */
public interface StoreLifecycleContract extends Contract<MetadataStoreFixture> {

    @Test
    default void changesShouldBeThereAfterReopen() {
        VersionedState written = StoreContent.set(fixture().store(), PARTNERS, StoreContent.full());
        long epoch = written.state().epoch();
        fixture().store().putFailures(PARTNERS, epoch, failures(1, 5));
        MetadataStore store = fixture().reopen();
        if (can(Capability.DURABILITY)) {
            assertThat(store.read(PARTNERS)).isEqualTo(written);
            assertThat(store.keys()).containsExactly(PARTNERS);
            assertThat(store.failures(PARTNERS, Cursor.START, 10)).isEqualTo(failures(1, 5));
            assertThat(store.compareAndSet(PARTNERS, written.revision(), StoreContent.withEpoch(epoch + 1)))
                    .as("revision continues")
                    .isTrue();
        } else {
            assertThat(store.read(PARTNERS)).isEqualTo(new VersionedState(0, ModelState.NEW));
            assertThat(store.failures(PARTNERS, Cursor.START, 10)).isEmpty();
        }
    }

    /** The last intact state is allowed; a new one never is. */
    @Test
    default void damagedStateShouldNotBeReadAsNew() {
        if (can(Capability.DAMAGE)) {
            ModelState first = StoreContent.withEpoch(1);
            ModelState second = StoreContent.withEpoch(2);
            StoreContent.set(fixture().store(), PARTNERS, first);
            StoreContent.set(fixture().store(), PARTNERS, second);
            fixture().damage();
            AtomicReference<ModelState> read = new AtomicReference<>(second);
            Throwable thrown = catchThrowable(
                    () -> read.set(fixture().reopen().read(PARTNERS).state()));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(SetupException.class);
            }
            assertThat(read.get()).as("what was read").isIn(first, second);
        } else {
            assertThatThrownBy(fixture()::damage).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    default void storeShouldKeepTheInterruptFlagAndStayUsable() {
        MetadataStore store = fixture().store();
        StoreContent.set(store, PARTNERS, StoreContent.withEpoch(1));
        Interruption.assertFlagPreserved(() -> store.read(PARTNERS));
        Interruption.assertFlagPreserved(
                () -> store.compareAndSet(PARTNERS, store.read(PARTNERS).revision(), StoreContent.withEpoch(2)));
        Interruption.assertFlagPreserved(() -> store.putFailures(PARTNERS, 2, failures(1, 1)));
        long epoch = store.read(PARTNERS).state().epoch();
        StoreContent.set(store, PARTNERS, StoreContent.withEpoch(epoch + 1));
        assertThat(store.read(PARTNERS).state().epoch())
                .as("the next calls, not interrupted")
                .isEqualTo(epoch + 1);
    }

    @Test
    default void storeShouldFailAfterClose() {
        MetadataStore store = fixture().store();
        store.close();
        store.close();
        assertThatThrownBy(() -> store.read(PARTNERS)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> store.compareAndSet(PARTNERS, 0, StoreContent.withEpoch(1)))
                .isInstanceOf(RuntimeException.class);
    }
}

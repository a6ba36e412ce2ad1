package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.StoreContent.PARTNERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.VersionedState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compare-and-set under contention, which leases depend on. */
public interface StoreRaceContract extends Contract<MetadataStoreFixture> {

    @Test
    default void oneOfManyShouldWinEachRevision() {
        MetadataStore store = fixture().store();
        List<Integer> wins = Concurrently.run(8, thread -> win(store, 20));
        assertThat(store.read(PARTNERS).state().epoch())
                .as("epochs, each raised by one winner")
                .isEqualTo(sum(wins));
    }

    @Test
    default void oneOfManyShouldCreateTheState() {
        MetadataStore store = fixture().store();
        List<Boolean> created =
                Concurrently.run(8, thread -> store.compareAndSet(PARTNERS, 0, StoreContent.withEpoch(thread + 1L)));
        assertThat(created).containsOnlyOnce(true);
        assertThat(store.read(PARTNERS).state().epoch()).isEqualTo(created.indexOf(true) + 1L);
    }

    @Test
    default void oneOfTwoStoresShouldWinEachRevision() {
        if (can(Capability.SHARING)) {
            MetadataStore first = fixture().store();
            MetadataStore second = fixture().openSecond();
            List<Integer> wins = Concurrently.run(8, thread -> win(thread % 2 == 0 ? first : second, 10));
            assertThat(first.read(PARTNERS).state().epoch()).isEqualTo(sum(wins));
            assertThat(second.read(PARTNERS))
                    .as("the state as the other store reads it")
                    .isEqualTo(first.read(PARTNERS));
        } else {
            assertThatThrownBy(fixture()::openSecond).isInstanceOf(SetupException.class);
        }
    }

    /** Raises the epoch a number of times, with as many attempts as that takes. */
    private static int win(MetadataStore store, int times) {
        int wins = 0;
        while (wins < times) {
            VersionedState current = store.read(PARTNERS);
            if (store.compareAndSet(
                    PARTNERS,
                    current.revision(),
                    StoreContent.withEpoch(current.state().epoch() + 1))) {
                wins++;
            }
        }
        return wins;
    }

    private static long sum(List<Integer> numbers) {
        return numbers.stream().mapToLong(Integer::longValue).sum();
    }
}

package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RunKind;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.internal.sources.SourceChange;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.testkit.forward.ForwardingMetadataStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A rename whose step was done although its answer was lost, and a run that takes the lease before the step is repeated. */
class RenameTakeoverTest {

    private static final String NEW = "erp";
    private static final StateKey TARGET = new StateKey(NEW, VirtualEngine.MODEL, VirtualEngine.STATE.sink());
    private static final String OTHER = "another run";

    private final VirtualEngine engine = new VirtualEngine();
    private boolean over;

    RenameTakeoverTest() {
        engine.create(10);
        engine.sync();
    }

    @Test
    void stateThatAnotherRunCreatedShouldStayWhenARemovalIsRepeated() {
        engine.metadata = new ForwardingMetadataStore(engine.states) {
            @Override
            public boolean remove(StateKey key, long expectedRevision, long epoch) {
                boolean removed = super.remove(key, expectedRevision, epoch);
                if (over) {
                    return removed;
                }
                over = true;
                takeOver();
                throw new UnknownOutcomeException("Lost for the test");
            }
        };

        assertThat(rename()).isInstanceOf(LostRaceException.class);

        assertOtherHasTheLease();
    }

    @Test
    void leaseOfAnotherRunShouldStayWhenAMoveIsRepeated() {
        engine.metadata = new LostMove() {
            @Override
            public VersionedState read(StateKey key) {
                VersionedState found = super.read(key);
                takeOverOnce(key);
                return found;
            }
        };

        assertThat(rename()).isNull();

        assertOtherHasTheLease();
    }

    @Test
    void leaseOfAnotherRunShouldStayWhenItWasAcquiredBeforeAMoveIsRepeated() {
        engine.metadata = new LostMove() {
            @Override
            public VersionedState read(StateKey key) {
                takeOverOnce(key);
                return super.read(key);
            }
        };

        assertThat(rename()).isNull();

        assertOtherHasTheLease();
    }

    /** The state is moved, and the answer is lost. */
    private class LostMove extends ForwardingMetadataStore {

        private boolean moved;

        LostMove() {
            super(engine.states);
        }

        @Override
        public boolean move(StateKey from, long expectedRevision, long epoch, StateKey to) {
            boolean now = super.move(from, expectedRevision, epoch, to);
            if (!moved) {
                moved = true;
                throw new UnknownOutcomeException("Lost for the test");
            }
            return now;
        }

        void takeOverOnce(StateKey key) {
            if (moved && !over && key.equals(TARGET)) {
                over = true;
                takeOver();
            }
        }
    }

    private void takeOver() {
        VersionedState found = engine.states.read(TARGET);
        Lease lease = Lease.builder()
                .owner(OTHER)
                .kind(RunKind.SYNC)
                .startedAt(engine.time.instant())
                .expiresAt(engine.time.instant().plus(Duration.ofMinutes(1)))
                .build();
        ModelState next = found.state().toBuilder()
                .epoch(found.state().epoch() + 1)
                .lease(lease)
                .build();
        assertThat(engine.states.compareAndSet(TARGET, found.revision(), next)).isTrue();
    }

    private void assertOtherHasTheLease() {
        assertThat(over).isTrue();
        assertThat(engine.states.read(TARGET).state().lease().map(Lease::owner)).isEqualTo(Optional.of(OTHER));
    }

    private @Nullable Throwable rename() {
        SourceChange change = new SourceChange(engine.context(), engine.loop(), "the rename");
        CompletableFuture<?> renamed = change.rename(VirtualEngine.KEY.source(), NEW);
        while (!renamed.isDone()) {
            engine.time.step();
        }
        return renamed.handle(
                        (done, thrown) -> thrown == null || thrown.getCause() == null ? thrown : thrown.getCause())
                .join();
    }
}

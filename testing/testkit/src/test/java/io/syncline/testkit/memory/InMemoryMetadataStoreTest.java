package io.syncline.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.Cursor;
import io.syncline.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryMetadataStoreTest {

    private static final StateKey MODEL = new StateKey("memory:test", ModelName.of("res.partner"), "sink-1");

    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final InMemoryMetadataStore store = new InMemoryMetadataStore(clock);

    @Test
    void storeShouldUseItsClock() {
        clock.advance(Duration.ofSeconds(5));
        assertThat(store.now()).isEqualTo(Instant.EPOCH.plusSeconds(5));
        clock.set(Instant.EPOCH);
        assertThat(store.reopen().now()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void epochShouldNotFall() {
        store.compareAndSet(MODEL, 0, ModelState.builder().epoch(2).build());
        assertThatThrownBy(() -> store.compareAndSet(
                        MODEL, 1, ModelState.builder().epoch(1).build()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.read(MODEL).state().epoch()).isEqualTo(2);
    }

    @Test
    void brokenPreconditionsShouldBeRefused() {
        FailedRecord failure = new FailedRecord(RecordId.of(1), "", 1, Instant.EPOCH, Instant.EPOCH);
        assertThatThrownBy(() -> store.putFailures(MODEL, 1, List.of(failure, failure)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.failures(MODEL, Cursor.START, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void interruptedCallShouldNotBeExecuted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> store.compareAndSet(MODEL, 0, ModelState.NEW))
                    .isInstanceOf(TransientException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void snapshotShouldBringBackStatesAndFailures() {
        FailedRecord failure = new FailedRecord(RecordId.of(7), "Reason", 1, Instant.EPOCH, Instant.EPOCH);
        store.compareAndSet(MODEL, 0, ModelState.builder().epoch(1).build());
        store.putFailures(MODEL, 1, List.of(failure));
        StateSnapshot kept = store.snapshot();
        store.compareAndSet(MODEL, 1, ModelState.builder().epoch(2).build());
        store.removeFailures(MODEL, 2, List.of(RecordId.of(7)));
        store.restore(kept);
        store.putFailures(MODEL, 1, List.of(new FailedRecord(RecordId.of(8), "", 1, Instant.EPOCH, Instant.EPOCH)));
        store.restore(kept);
        assertThat(store.read(MODEL).state().epoch()).isEqualTo(1);
        assertThat(store.failures(MODEL, Cursor.START, 10)).containsExactly(failure);
        store.lose();
        assertThat(store.keys()).isEmpty();
        assertThat(store.failureCount(MODEL)).isZero();
    }
}

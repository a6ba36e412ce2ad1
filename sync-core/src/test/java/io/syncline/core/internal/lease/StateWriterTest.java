package io.syncline.core.internal.lease;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.RunKind;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.settings.RetrySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StateWriterTest {

    private static final RecordId ID = RecordId.of(3);

    private final FakeMetadataStore store = new FakeMetadataStore();
    private final InlineLoop loop = new InlineLoop();
    private final HeldLease lease =
            requireNonNull(new LeaseManager(store.access(), new LeaseClock(Duration.ofMinutes(1), loop::nanoTime))
                    .acquire(RunKind.SYNC, "first")
                    .lease());
    private final StateWriter writer =
            new StateWriter(new Retrier(loop, RetrySettings.builder().build(), new Random(1)), store.access(), lease);

    @Test
    void failuresShouldBeStoredBeforeTheStateAndRemovedBeforeItToo() {
        store.writes.clear();
        writer.failed(List.of(new RecordFailure(ID, "broken")));
        writer.resolved(List.of(RecordId.of(4)));
        assertThat(writer.hasUnsavedFailures()).isTrue();

        writer.save(state -> state, 1, OptionalLong.empty()).join();

        assertThat(store.writes).containsExactly("put", "remove", "state");
        assertThat(writer.hasUnsavedFailures()).isFalse();
    }

    @Test
    void repeatedFailureShouldCountItsAttemptsAndKeepItsFirstTime() {
        Instant first = store.now;
        writer.failed(List.of(new RecordFailure(ID, "broken")));
        writer.save(state -> state, 0, OptionalLong.empty()).join();
        store.now = first.plusSeconds(5);
        writer.failed(List.of(new RecordFailure(ID, "still broken")));

        writer.save(state -> state, 0, OptionalLong.empty()).join();

        assertThat(store.failures.get(ID))
                .isEqualTo(new FailedRecord(ID, "still broken", 2, first, first.plusSeconds(5)));
    }

    @Test
    void savesShouldNotOvertakeEachOther() {
        loop.hold = true;
        CompletableFuture<Void> first =
                writer.save(state -> state.toBuilder().recordsSynced(1).build(), 1, OptionalLong.empty());
        CompletableFuture<Void> second =
                writer.save(state -> state.toBuilder().recordsSynced(2).build(), 2, OptionalLong.empty());
        assertThat(writer.isSaving()).isTrue();
        assertThat(loop.waiting).as("one save at a time").hasSize(1);

        loop.release();
        loop.release();

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(store.current.state().recordsSynced()).isEqualTo(2);
    }

    @Test
    void saveAfterALostLeaseShouldFailWithoutAWrite() {
        store.replace(store.current.state().toBuilder().epoch(Long.MAX_VALUE).build());
        store.writes.clear();

        assertThat(writer.release(state -> state)).isCompletedExceptionally();
        assertThat(store.writes).isEmpty();
    }

    /** Runs calls immediately, or when the test releases them. */
    private static final class InlineLoop implements EventLoop {

        final Deque<Runnable> waiting = new ArrayDeque<>();
        boolean hold;

        void release() {
            waiting.remove().run();
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public <T> CompletableFuture<T> call(Work work, Callable<T> callable) {
            CompletableFuture<T> result = new CompletableFuture<>();
            Runnable run = () -> {
                try {
                    result.complete(callable.call());
                } catch (Exception e) {
                    result.completeExceptionally(e);
                }
            };
            if (hold) {
                waiting.add(run);
            } else {
                run.run();
            }
            return result;
        }

        @Override
        public Runnable schedule(Duration delay, Runnable action) {
            throw new IllegalStateException("Nothing is retried");
        }

        @Override
        public void execute(Runnable action) {
            action.run();
        }
    }
}

package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.state.FileMetadataStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state file whose lock is not released, as by a process that is suspended during a change. */
class LockedStateFileTest {

    private static final StateKey STATE = new StateKey("memory:test", ModelName.of("res.partner"), "sink-1");
    private static final ModelState CHANGED =
            ModelState.builder().recordsSynced(7).build();

    @TempDir
    Path directory;

    private MetadataStore store(Duration patience) {
        return FileMetadataStore.open(directory.resolve("sync_metadata.json"), Clock.systemUTC(), patience);
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(
                directory.resolve("sync_metadata.json.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void heldLockShouldBeReportedAndNothingChanged() throws IOException {
        try (MetadataStore store = store(Duration.ofMillis(20))) {
            try (FileChannel channel = lockFile();
                    FileLock held = channel.lock()) {
                assertThat(held.isValid()).isTrue();
                assertThatThrownBy(() -> store.compareAndSet(STATE, 0, CHANGED))
                        .isInstanceOf(TransientException.class)
                        .hasMessageContaining("sync_metadata.json has been locked by another process for 20 ms")
                        .hasMessageContaining("resume or end it");
                assertThat(store.read(STATE).state())
                        .as("reading needs no lock")
                        .isEqualTo(ModelState.NEW);
            }

            assertThat(store.compareAndSet(STATE, 0, CHANGED)).isTrue();
        }
    }

    @Test
    void changeShouldWaitUntilTheLockIsReleased() throws Exception {
        try (MetadataStore store = store(Duration.ofHours(1))) {
            FutureTask<Boolean> change = new FutureTask<>(() -> store.compareAndSet(STATE, 0, CHANGED));
            Thread changing = new Thread(change);
            try (FileChannel channel = lockFile();
                    FileLock held = channel.lock()) {
                changing.start();
                awaitWaiting(changing);
                assertThat(held.isValid()).isTrue();
            }

            assertThat(change.get()).isTrue();
        }
    }

    @Test
    void interruptShouldEndTheWaitAndStaySet() throws Exception {
        try (MetadataStore store = store(Duration.ofHours(1))) {
            Thread caller = Thread.currentThread();
            try (FileChannel channel = lockFile();
                    FileLock held = channel.lock()) {
                assertThat(held.isValid()).isTrue();
                CompletableFuture<Void> interrupter = CompletableFuture.runAsync(() -> {
                    awaitWaiting(caller);
                    caller.interrupt();
                });
                assertThatThrownBy(() -> store.compareAndSet(STATE, 0, CHANGED))
                        .isInstanceOf(TransientException.class)
                        .hasMessageContaining("Interrupted");
                assertThat(Thread.interrupted()).isTrue();
                interrupter.get();
            }

            assertThat(store.compareAndSet(STATE, 0, CHANGED)).isTrue();
        }
    }
}

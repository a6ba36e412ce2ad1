package io.syncline.core.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final InlineLoop loop = new InlineLoop();
    private final List<CompletableFuture<Void>> saves = new ArrayList<>();
    private final List<SyncException> failures = new ArrayList<>();
    private final Heartbeat heartbeat = new Heartbeat(loop, Duration.ofSeconds(1), this::save, failures::add);

    private CompletableFuture<Void> save() {
        CompletableFuture<Void> saved = new CompletableFuture<>();
        saves.add(saved);
        return saved;
    }

    @Test
    void nextBeatShouldNotWaitForTheLastSave() {
        heartbeat.start();
        loop.timers.remove().run();
        loop.timers.remove().run();

        assertThat(saves).hasSize(2);
        assertThat(loop.timers).hasSize(1);
    }

    @Test
    void failedSaveShouldBeTheLastOne() {
        heartbeat.start();
        loop.timers.remove().run();

        saves.get(0).completeExceptionally(new TransientException("Down", null));

        assertThat(failures).singleElement().isInstanceOf(TransientException.class);
        assertThat(loop.timers).isEmpty();
    }

    @Test
    void beatThatIsDueWhenTheHeartbeatStopsShouldSaveNothing() {
        heartbeat.start();
        Runnable due = loop.timers.remove();
        heartbeat.stop();

        due.run();

        assertThat(saves).isEmpty();
        assertThat(loop.timers).isEmpty();
    }
}

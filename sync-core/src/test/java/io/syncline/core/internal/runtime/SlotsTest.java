package io.syncline.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private final Slots slots = new Slots(2);
    private final List<CompletableFuture<String>> started = new ArrayList<>();

    private CompletableFuture<String> run() {
        return slots.run(() -> {
            CompletableFuture<String> call = new CompletableFuture<>();
            started.add(call);
            return call;
        });
    }

    @Test
    void noMoreCallsThanSlotsShouldRunConcurrently() {
        run();
        run();
        run();

        assertThat(started).hasSize(2);
    }

    @Test
    void nextCallShouldStartWhenOneEndsHoweverItEnds() {
        run();
        CompletableFuture<String> failing = run();
        CompletableFuture<String> third = run();
        started.get(1).completeExceptionally(new IllegalStateException("failed"));
        started.get(2).complete("third");

        assertThat(failing).isCompletedExceptionally();
        assertThat(third).isCompletedWithValue("third");
    }
}

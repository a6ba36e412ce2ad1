package io.syncline.core.adapter.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class UninterruptiblyTest {

    @Test
    void resultShouldBeReturnedDespiteAnInterrupt() throws Exception {
        FutureTask<String> task = new FutureTask<>(() -> "done");
        Thread.currentThread().interrupt();
        new Thread(task, "task").start();

        assertThat(Uninterruptibly.get(task)).isEqualTo("done");
        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    }

    @Test
    void failureShouldBeThrown() {
        assertThatThrownBy(() -> Uninterruptibly.get(CompletableFuture.failedFuture(new IllegalArgumentException("x"))))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}

package io.syncline.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class InferenceExecutorTest {

    @Test
    void resultsShouldBeInTheOrderOfTheTasks() {
        try (InferenceExecutor executor = InferenceExecutor.ofThreads(2)) {
            List<Callable<Integer>> tasks = List.of(() -> 1, () -> 2, () -> 3);
            assertThat(executor.invokeAll(tasks)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void failureShouldCancelTasksThatHaveNotStarted() {
        List<FutureTask<?>> queued = new ArrayList<>();
        InferenceExecutor executor = InferenceExecutor.on(task -> {
            queued.add((FutureTask<?>) task);
            if (queued.size() == 1) {
                task.run();
            }
        });
        List<Callable<Integer>> tasks = List.of(
                () -> {
                    throw new RejectedException("too long");
                },
                () -> 2);

        assertThatThrownBy(() -> executor.invokeAll(tasks))
                .isInstanceOf(RejectedException.class)
                .hasMessage("too long");
        assertThat(queued.get(1).isCancelled()).isTrue();
    }

    @Test
    void checkedFailureShouldBeWrappedAndErrorsRethrown() {
        InferenceExecutor executor = InferenceExecutor.on(Runnable::run);
        List<Callable<Integer>> checked = List.of(() -> {
            throw new Exception("checked");
        });
        List<Callable<Integer>> error = List.of(() -> {
            throw new AssertionError("error");
        });

        assertThatThrownBy(() -> executor.invokeAll(checked))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("checked");
        assertThatThrownBy(() -> executor.invokeAll(error)).isInstanceOf(AssertionError.class);
    }

    @Test
    void closedExecutorShouldRefuseTasks() {
        InferenceExecutor executor = InferenceExecutor.ofThreads(1);
        executor.close();
        List<Callable<Integer>> tasks = List.of(() -> 1);

        assertThatThrownBy(() -> executor.invokeAll(tasks))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}

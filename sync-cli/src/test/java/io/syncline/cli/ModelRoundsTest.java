package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.failure.TransientException;
import io.syncline.cli.output.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ModelRoundsTest {

    private static final List<ModelName> FOUR =
            List.of(ModelName.of("a"), ModelName.of("b"), ModelName.of("c"), ModelName.of("d"));

    private static ModelAnswer answer(ModelName model, int status) {
        return new ModelAnswer(
                model,
                new Json(),
                List.of(),
                status,
                new ModelAnswer.Problems(List.of(), List.of(), Optional.empty()),
                Map.of());
    }

    @Test
    void asManyModelsAsAllowedShouldBeInProgressTogether() {
        CyclicBarrier pairs = new CyclicBarrier(2);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ModelRounds rounds = new ModelRounds(2, model -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            meet(pairs);
            running.decrementAndGet();
            return answer(model, 0);
        });

        List<ModelAnswer> answers = rounds.run(FOUR, answer -> {});

        assertThat(answers).extracting(ModelAnswer::model).isEqualTo(FOUR);
        assertThat(most).hasValue(2);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(Processes.BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The other model did not run at the same time", e);
        }
    }

    @Test
    void failureOfOneModelShouldNotEndTheOthers() {
        List<ModelAnswer> ended = new ArrayList<>();
        ModelRounds rounds = new ModelRounds(1, model -> {
            if (model.value().equals("b")) {
                throw new TransientException("The source is unreachable", null, null);
            }
            return answer(model, 0);
        });

        List<ModelAnswer> answers = rounds.run(FOUR, ended::add);

        assertThat(ended).hasSize(4);
        assertThat(answers.get(1).status()).isEqualTo(ExitCode.FAILED);
        assertThat(answers.get(1).problems().errors()).containsExactly("b: The source is unreachable");
        assertThat(answers.get(2).status()).isZero();
    }

    @Test
    void interruptShouldEndWhatRunsAndStartNoMore() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        List<ModelAnswer> answers = new ArrayList<>();
        ModelRounds rounds = new ModelRounds(1, model -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                return answer(model, ExitCode.FAILED);
            }
            return answer(model, 0);
        });
        Thread caller = new Thread(() -> answers.addAll(rounds.run(FOUR, answer -> {})));
        caller.start();
        assertThat(begun.await(Processes.BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        caller.join(TimeUnit.SECONDS.toMillis(Processes.BOUND_SECONDS));

        assertThat(answers).extracting(ModelAnswer::model).isEqualTo(FOUR);
        assertThat(answers).allMatch(answer -> answer.status() == ExitCode.FAILED);
        assertThat(answers.get(3).problems().errors()).containsExactly("d: not started: stopped");
    }

    /** Nor of the others, whose answers are printed. */
    @Test
    void internalErrorShouldBeAFailureOfItsModel() {
        ModelRounds rounds = new ModelRounds(2, model -> {
            if (model.equals(FOUR.get(1))) {
                throw new IllegalStateException("broken");
            }
            return ModelAnswer.without(model, "done", ExitCode.SUCCESS, Optional.empty());
        });

        List<ModelAnswer> answers = rounds.run(FOUR, answer -> {});

        assertThat(answers)
                .extracting(ModelAnswer::status)
                .containsExactly(ExitCode.SUCCESS, ExitCode.FAILED, ExitCode.SUCCESS, ExitCode.SUCCESS);
        assertThat(answers.get(1).problems().errors())
                .singleElement()
                .asString()
                .contains("Internal error", "broken");
    }
}

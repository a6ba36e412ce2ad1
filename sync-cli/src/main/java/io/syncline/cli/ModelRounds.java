package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SyncException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Does the same work for several models, some at the same time. An interrupt of the calling thread interrupts what is in
 * progress and starts no more; every model has an answer nevertheless. Not thread-safe.
 */
final class ModelRounds {

    private final int parallel;
    private final Function<ModelName, ModelAnswer> work;

    /**
     * Work for models.
     *
     * @param parallel how many models are in progress at the same time
     * @param work the work for one model, on a thread of its own; ends soon after an interrupt
     */
    ModelRounds(int parallel, Function<ModelName, ModelAnswer> work) {
        this.parallel = parallel;
        this.work = work;
    }

    /**
     * Works on all models.
     *
     * @param models the models
     * @param ended is given each answer on the calling thread, in the order of their ends
     * @return the answers in the order of the models
     */
    List<ModelAnswer> run(List<ModelName> models, Consumer<ModelAnswer> ended) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(parallel, models.size()),
                work -> new Thread(work, "syncline-models-" + number.incrementAndGet()));
        ExecutorCompletionService<ModelAnswer> completion = new ExecutorCompletionService<>(threads);
        models.forEach(model -> completion.submit(() -> answer(model)));
        Map<ModelName, ModelAnswer> answers = new HashMap<>();
        int waiting = models.size();
        while (waiting > 0) {
            try {
                ModelAnswer answer = completion.take().get();
                answers.put(answer.model(), answer);
                ended.accept(answer);
                waiting--;
            } catch (InterruptedException e) {
                waiting -= threads.shutdownNow().size(); // the others end after their interrupt
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw new IllegalStateException("Working on a model broke", e.getCause());
            }
        }
        threads.shutdown();
        return inOrder(models, answers);
    }

    private static List<ModelAnswer> inOrder(List<ModelName> models, Map<ModelName, ModelAnswer> answers) {
        List<ModelAnswer> ordered = new ArrayList<>();
        for (ModelName model : models) {
            ordered.add(Objects.requireNonNullElseGet(
                    answers.get(model),
                    () -> ModelAnswer.without(model, "not started: stopped", ExitCode.FAILED, Optional.empty())));
        }
        return ordered;
    }

    /** Failures of one model are no failures of the others. */
    private ModelAnswer answer(ModelName model) {
        try {
            return work.apply(model);
        } catch (SyncException failure) {
            return failed(model, failure, ExitCode.of(failure));
        } catch (IllegalArgumentException refused) {
            return failed(model, refused, ExitCode.USAGE);
        } catch (RuntimeException bug) {
            // the answers of the others are not lost with it
            return ModelAnswer.without(model, "Internal error: " + bug, ExitCode.FAILED, Optional.of(bug));
        }
    }

    private static ModelAnswer failed(ModelName model, RuntimeException failure, int status) {
        return ModelAnswer.without(model, String.valueOf(failure.getMessage()), status, Optional.of(failure));
    }
}

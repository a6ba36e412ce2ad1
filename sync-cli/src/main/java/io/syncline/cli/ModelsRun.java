package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.cli.wiring.OpenEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** Runs the work of a command for the models that it selects, and prints the answers. */
final class ModelsRun {

    private final ModelSelection selection;
    private final BiFunction<OpenEngine, ModelName, ModelAnswer> work;
    private final boolean isAnswer;
    private boolean hopeless;

    /**
     * A run.
     *
     * @param work the work for one model, which clears an interrupt of its thread
     * @param isAnswer whether the reports are the purpose of the command, and printed even with {@code --quiet}
     */
    ModelsRun(ModelSelection selection, BiFunction<OpenEngine, ModelName, ModelAnswer> work, boolean isAnswer) {
        this.selection = selection;
        this.work = work;
        this.isAnswer = isAnswer;
    }

    /** Runs once; a signal ends what is in progress. */
    int once(Session session, OpenEngine open) throws Exception {
        Thread worker = Thread.currentThread();
        try {
            return session.during(worker::interrupt, () -> round(session, open));
        } finally {
            Thread.interrupted(); // may have come after the work had ended
        }
    }

    /**
     * Runs on the calling thread, whose interrupt ends what is in progress.
     *
     * @return the exit status
     */
    int round(Session session, OpenEngine open) {
        List<ModelName> models = selection.of(open);
        return selection.isSingle() ? single(session, open, models.get(0)) : several(session, open, models);
    }

    /** Whether nothing can go on before a person changes something: the last round was refused for each of its models. */
    boolean isHopeless() {
        return hopeless;
    }

    private int single(Session session, OpenEngine open, ModelName model) {
        hopeless = true; // unless it answers
        ModelAnswer answer = work.apply(open, model);
        hopeless = answer.status() == ExitCode.USAGE;
        if (isAnswer) {
            session.answer(answer.json(), answer.lines());
        } else {
            session.show(answer::json, answer::lines);
        }
        print(session, answer);
        return answer.status();
    }

    private int several(Session session, OpenEngine open, List<ModelName> models) {
        Instant start = session.shell().clock().instant();
        List<ModelAnswer> answers = new ModelRounds(selection.parallel(), model -> work.apply(open, model))
                .run(models, answer -> {
                    session.part(answer.lines(), isAnswer);
                    print(session, answer);
                });
        hopeless = answers.stream().allMatch(answer -> answer.status() == ExitCode.USAGE);
        ModelsReport report = new ModelsReport(
                answers, Duration.between(start, session.shell().clock().instant()));
        if (isAnswer) {
            session.answer(report.json(), List.of(report.line()));
        } else {
            session.show(report::json, () -> List.of(report.line()));
        }
        return report.status();
    }

    private static void print(Session session, ModelAnswer answer) {
        ModelAnswer.Problems problems = answer.problems();
        session.printProblems(problems.warnings(), problems.errors(), problems.failure());
    }
}

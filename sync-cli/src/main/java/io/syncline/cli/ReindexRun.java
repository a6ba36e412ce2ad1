package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.TransientException;
import io.syncline.cli.wiring.OpenReindex;
import io.syncline.core.evaluation.EvaluationReport;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.ReindexReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills a new collection model by model and switches to it once it is complete. If the process dies, the next one
 * resumes there. Changes made while the index is built are synced in another round.
 */
final class ReindexRun {

    private static final int ROUNDS = 3;
    private static final int PATIENCE = 60;
    private static final long POLL_MILLIS = 500;

    private final Session session;
    private final OpenReindex open;
    private final boolean withoutSwitch;
    private final Map<ModelKey, Set<RecordId>> excluded;
    private final Optional<QuestionGate> gate;
    private final List<SyncReport> runs = new ArrayList<>();
    private @Nullable EvaluationReport evaluated;

    /**
     * Prepares a run.
     *
     * @param wishes what the command line says
     */
    ReindexRun(Session session, OpenReindex open, Wishes wishes) {
        this.session = session;
        this.open = open;
        this.withoutSwitch = wishes.withoutSwitch();
        this.gate = wishes.gate();
        this.excluded = wishes.excluded().entrySet().stream()
                .collect(Collectors.toMap(entry -> open.key(entry.getKey()), Map.Entry::getValue));
    }

    /**
     * What a person wants.
     *
     * @param withoutSwitch whether only to build and compare
     * @param excluded records that the new collection may lack
     * @param gate questions that the new collection must answer
     */
    record Wishes(boolean withoutSwitch, Map<ModelName, Set<RecordId>> excluded, Optional<QuestionGate> gate) {}

    /**
     * What came of it.
     *
     * @param runs the syncs, in their order
     * @param compared how the collections compare; null if a sync failed before
     * @param evaluated the answers of the new collection; null without questions, or if a sync failed before
     * @param admitted whether the answers are good enough; true without questions
     */
    record Result(
            List<SyncReport> runs,
            @Nullable ReindexReport compared,
            @Nullable EvaluationReport evaluated,
            boolean admitted) {}

    Result run(Set<ModelName> models) throws InterruptedException {
        Set<ModelName> behind = models;
        ReindexReport compared = null;
        for (int round = 0; round == 0 || (round < ROUNDS && !behind.isEmpty()); round++) {
            if (!fill(behind)) {
                return new Result(List.copyOf(runs), null, null, true);
            }
            awaitIndex();
            session.note("Comparing the collections ...");
            compared = withoutSwitch || !answersQuestions()
                    ? open.collections().check(open::existing, excluded)
                    : open.collections().switchOver(open::existing, excluded);
            behind = behind(compared, models);
        }
        return new Result(List.copyOf(runs), compared, evaluated, answersQuestions());
    }

    private boolean answersQuestions() {
        EvaluationReport report = evaluated;
        return report == null || gate.map(questions -> questions.admits(report)).orElse(true);
    }

    /** Syncs models into the new collection; false if one of them could not be. */
    private boolean fill(Set<ModelName> models) {
        try (OpenReindex.Filling filling = open.fill()) {
            gate.ifPresent(questions -> open.collections().setCondition(questions.options()));
            for (ModelName model : models) {
                // Whoever reindexes has usually removed the cause of failures.
                SyncReport report = filling.engine()
                        .sync(SyncRequest.builder()
                                .model(model)
                                .retryFailed(true)
                                .newCollection(true)
                                .build());
                runs.add(report);
                session.note(String.join("\n", Reports.lines(report)));
                session.printProblems(report.warnings(), report.errors(), report.failure());
                int status = ExitCode.of(report);
                if (status != ExitCode.SUCCESS && status != ExitCode.SOME_RECORDS_FAILED) {
                    return false;
                }
            }
            gate.ifPresent(questions -> evaluated = questions.ask(filling.engine()));
            return true;
        }
    }

    /** Waits as long as the index takes; it was put off while the collection filled. */
    private void awaitIndex() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        boolean told = false;
        int failures = 0;
        while (true) {
            try {
                if (open.collections().indexed()) {
                    return;
                }
                failures = 0;
            } catch (TransientException e) {
                if (++failures == PATIENCE) {
                    throw e;
                }
            }
            if (!told) {
                session.note("The index of the new collection is being built ...");
                told = true;
            }
            if (never.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the latch is never released");
            }
        }
    }

    private Set<ModelName> behind(ReindexReport compared, Set<ModelName> models) {
        return compared.models().stream()
                .filter(model -> !model.agrees() && open.isOurs(model.key()))
                .map(ModelComparison::key)
                .map(key -> key.model())
                .filter(models::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

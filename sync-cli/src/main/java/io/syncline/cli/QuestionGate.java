package io.syncline.cli;

import io.syncline.core.SyncEngine;
import io.syncline.core.evaluation.EvaluationReport;
import io.syncline.core.evaluation.Evaluator;
import io.syncline.core.evaluation.Question;
import io.syncline.core.evaluation.SearchScope;
import java.nio.file.Path;
import java.util.List;

/**
 * Questions that a new collection must answer before it serves.
 *
 * @param questions with the records that answer them
 * @param leastRecall the least recall in all models together, from 0 to 1
 * @param file where the questions were read from
 */
record QuestionGate(List<Question> questions, double leastRecall, Path file) {

    /** How many records count for the recall. */
    static final int K = 10;

    /** The options that ask for this. */
    String options() {
        return "--questions " + file + " --min-recall " + leastRecall;
    }

    /** Asks all questions. */
    EvaluationReport ask(SyncEngine engine) {
        return new Evaluator(engine::search, K).ask(questions);
    }

    /** Whether the answers are good enough. */
    boolean admits(EvaluationReport report) {
        return recall(report) >= leastRecall;
    }

    /** The figure that counts. */
    static double recall(EvaluationReport report) {
        return report.figures(SearchScope.ALL_MODELS).recall();
    }
}

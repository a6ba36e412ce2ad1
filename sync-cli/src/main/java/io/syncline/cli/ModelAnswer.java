package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.cli.output.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command has to say about one model.
 *
 * @param model the model
 * @param json the report for programs
 * @param lines the report for people
 * @param status the exit status
 * @param problems what went wrong
 * @param counts what a summary adds up, by the names of JSON
 */
record ModelAnswer(
        ModelName model, Json json, List<String> lines, int status, Problems problems, Map<String, BigDecimal> counts) {

    /** Warnings and errors of a report, and the failure that ended its run. */
    record Problems(List<String> warnings, List<String> errors, Optional<? extends Throwable> failure) {}

    /** The answer of a command that could not work on the model, or was stopped before. */
    static ModelAnswer without(ModelName model, String problem, int status, Optional<? extends Throwable> failure) {
        return new ModelAnswer(
                model,
                new Json().with("success", false).with("model_name", model).with("errors", List.of(problem)),
                List.of(model + ": failed"),
                status,
                new Problems(List.of(), List.of(model + ": " + problem), failure),
                Map.of());
    }
}

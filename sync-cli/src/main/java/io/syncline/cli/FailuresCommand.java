package io.syncline.cli;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import io.syncline.cli.wiring.OpenEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "failures",
        header = "List the records of a model that failed and wait for another try.",
        footerHeading = "%nExamples:%n",
        footer = {"  syncline failures res.partner", "  syncline failures res.partner --after 1200 --limit 50"})
final class FailuresCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Root root;

    @Parameters(paramLabel = "MODEL", description = "technical name, such as res.partner")
    @SuppressWarnings("NullAway.Init")
    private ModelName model;

    @Option(names = "--limit", paramLabel = "N", description = "at most N records (default: 100)")
    private int limit = 100;

    @Option(names = "--after", paramLabel = "ID", description = "only records after this one, to page through many")
    private long after;

    @Override
    public Integer call() {
        if (limit < 1 || after < 0) {
            throw new IllegalArgumentException("--limit must be at least 1 and --after must not be negative");
        }
        try (Session session = root.open();
                OpenEngine open = session.engine()) {
            List<FailedRecord> failures = open.engine().failures(model, after, limit);
            Json json = new Json()
                    .with("success", true)
                    .with("model_name", model)
                    .with(
                            "failures",
                            failures.stream().map(FailuresCommand::json).toList());
            session.answer(json, lines(failures));
            return ExitCode.SUCCESS;
        }
    }

    private static Json json(FailedRecord record) {
        return new Json()
                .with("record_id", record.id().value())
                .with("reason", record.reason())
                .with("attempts", record.attempts())
                .with("first_failed_at", record.firstFailedAt())
                .with("last_failed_at", record.lastFailedAt());
    }

    private List<String> lines(List<FailedRecord> failures) {
        List<String> lines = new ArrayList<>();
        for (FailedRecord record : failures) {
            lines.add(model + " " + record.id() + ": " + record.reason() + " ("
                    + Text.count(record.attempts(), "attempt") + ", last " + Text.time(record.lastFailedAt()) + ")");
        }
        if (failures.isEmpty()) {
            lines.add("No record of " + model + " waits for another try.");
        } else if (failures.size() == limit) {
            lines.add("There may be more: --after " + failures.get(limit - 1).id());
        }
        return lines;
    }
}

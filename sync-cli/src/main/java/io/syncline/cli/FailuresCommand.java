package io.syncline.cli;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.json.JsonForm;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.port.record.Cursor;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class FailuresCommand implements CliCommand {

    private static final int MOST = 100;

    private final RootCommand root;
    private final PositionalParamSpec model = CommandSpecs.model();
    private final OptionSpec limit =
            CommandSpecs.option(int.class, "N", "list at most N records (default: 100)", "--limit");
    private final OptionSpec after =
            CommandSpecs.option(RecordId.class, "ID", "list only records after this one", "--after");

    FailuresCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this, "failures", "List the failed records of a model, which later syncs retry.")
                .addPositional(model)
                .addOption(limit)
                .addOption(after);
        return CommandSpecs.withExamples(
                spec, "  syncline failures res.partner", "  syncline failures res.partner --after 1200 --limit 50");
    }

    @Override
    public Integer call() {
        ModelName wanted = model.getValue();
        int most = CommandSpecs.valueOf(limit, MOST);
        Cursor last =
                CommandSpecs.valueOf(after, RecordId.class).map(Cursor::after).orElse(Cursor.START);
        if (most < 1) {
            throw new IllegalArgumentException("--limit must be at least 1, but is " + most);
        }
        try (Session session = root.open();
                OpenEngine open = session.engineWithout(AdapterKind.SOURCE, AdapterKind.EMBEDDER)) {
            List<FailedRecord> failures = open.engine().failures(wanted, last, most);
            Json json = new Json()
                    .with("success", true)
                    .with("model_name", wanted)
                    .with(
                            "failures",
                            failures.stream().map(JsonForm.FAILED_RECORD::of).toList());
            session.answer(json, lines(wanted, most, failures));
            return ExitCode.SUCCESS;
        }
    }

    private static List<String> lines(ModelName model, int limit, List<FailedRecord> failures) {
        List<String> lines = new ArrayList<>();
        for (FailedRecord record : failures) {
            lines.add(model + " " + WrittenIds.shown(record.id()) + ": " + record.reason() + " ("
                    + Text.count(record.attempts(), "attempt") + ", last " + Text.time(record.lastFailedAt()) + ")");
        }
        if (failures.isEmpty()) {
            lines.add("No failed records of " + model + ".");
        } else if (failures.size() == limit) {
            lines.add("There may be more: --after "
                    + WrittenIds.shown(failures.get(limit - 1).id()));
        }
        return lines;
    }
}

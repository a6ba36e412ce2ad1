package io.syncline.cli;

import io.syncline.api.RecordExplanation;
import io.syncline.api.RecordId;
import io.syncline.api.json.JsonForm;
import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenEngine;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class ExplainCommand implements CliCommand {

    private final RootCommand root;
    private final PositionalParamSpec model = CommandSpecs.model();
    private final PositionalParamSpec id = CommandSpecs.parameter(
            1, RecordId.class, "ID", "id of the record; a text of digits in double quotes, such as '\"4711\"'");

    ExplainCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(this, "explain", "Explain whether a search finds a record, and why.")
                .addPositional(model)
                .addPositional(id);
        // A negative id looks like an option.
        spec.parser().unmatchedOptionsArePositionalParams(true);
        return CommandSpecs.withExamples(
                spec, "  syncline explain res.partner 4711", "  syncline explain sale.report -17 --json");
    }

    @Override
    public Integer call() {
        RecordId record = id.getValue();
        try (Session session = root.open();
                OpenEngine open = session.engine()) {
            RecordExplanation found = open.engine().explain(model.getValue(), record);
            session.answer(json(found), lines(found));
            return ExitCode.SUCCESS;
        }
    }

    private static Json json(RecordExplanation found) {
        return new Json().with("success", true).with(JsonForm.RECORD_EXPLANATION, found);
    }

    private static List<String> lines(RecordExplanation found) {
        List<String> lines = new ArrayList<>();
        lines.add(found.model() + " " + WrittenIds.shown(found.id()) + ": " + describe(found));
        found.reasons().forEach(reason -> lines.add("  " + reason));
        return lines;
    }

    private static String describe(RecordExplanation found) {
        return switch (found.verdict()) {
            case CURRENT -> "searchable and current";
            case OUTDATED -> "searchable, but with outdated content";
            case LACKS_FIELDS -> "searchable, but lacks fields that the source could not deliver; later syncs retry it";
            case ORPHANED -> "searchable, but deleted in the source; a cleanup deletes it";
            case INCOMPLETE -> "partly searchable; 'syncline verify " + found.model() + " --repair' restores it";
            case FAILED -> "not searchable: it failed; a later sync retries it";
            case NOT_SYNCED -> "not searchable: not synced yet";
            case MISSING ->
                "not searchable: missing from the sink; 'syncline verify " + found.model() + " --repair' restores it";
            case QUARANTINED -> "not searchable: in quarantine";
            case UNKNOWN -> "not searchable: neither in the source nor in the sink";
        };
    }
}

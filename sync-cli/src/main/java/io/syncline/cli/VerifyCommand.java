package io.syncline.cli;

import io.syncline.api.Difference;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import io.syncline.cli.wiring.OpenEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class VerifyCommand implements Described {

    private static final int NAMED = 10;

    private final Root root;
    private final PositionalParamSpec model = Specs.model();
    private final OptionSpec repair =
            Specs.flag("embed and store again what differs, delete what is gone within the limits", "--repair");
    private final OptionSpec deep =
            Specs.flag("compare the content of every record, not only where versions differ", "--deep");
    private final OptionSpec withoutArchived = Specs.flag("archived records should not be stored", "--no-archived");

    VerifyCommand(Root root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.of(
                        this,
                        "verify",
                        "Compare the vector database with Odoo, and repair what differs if asked to.",
                        "%nLists what is missing, stale, orphaned, incomplete, has surplus chunks or was made in another way."
                                + " Changes nothing without --repair. The exit status is 0 if everything is in step and 6 if"
                                + " something differs.")
                .addPositional(model)
                .addOption(repair)
                .addOption(deep)
                .addOption(withoutArchived);
        return Specs.withExamples(
                spec, "  syncline verify res.partner", "  syncline verify res.partner --deep --repair");
    }

    @Override
    public Integer call() throws Exception {
        VerifyRequest request = VerifyRequest.builder()
                .model(model.getValue())
                .repair(Specs.isGiven(repair))
                .deep(Specs.isGiven(deep))
                .includeArchived(!Specs.isGiven(withoutArchived))
                .build();
        try (Session session = root.open();
                OpenEngine open = session.engine()) {
            Thread worker = Thread.currentThread();
            VerifyReport report =
                    session.during(worker::interrupt, () -> open.engine().verify(request));
            boolean stopped = Thread.interrupted();
            session.answer(json(report), lines(report));
            session.complain(report.warnings(), report.errors());
            report.failure().ifPresent(session::trace);
            return stopped ? ExitCode.FAILED : ExitCode.of(report);
        }
    }

    private static Json json(VerifyReport report) {
        Json differences = new Json();
        report.differences().forEach((kind, count) -> differences.with(lower(kind), count));
        return new Json()
                .with("success", report.inStep())
                .with("outcome", Reports.lower(report.outcome()))
                .with("model_name", report.model())
                .with("in_step", report.inStep())
                .with("records_in_source", report.recordsInSource())
                .with("records_stored", report.recordsStored())
                .with("records_in_quarantine", report.recordsInQuarantine())
                .with("records_differing", report.recordsDiffering())
                .with("records_repaired", report.recordsRepaired())
                .with("differences", differences)
                .with(
                        "examples",
                        report.examples().stream().map(VerifyCommand::json).toList())
                .with("duration_ms", report.duration().toMillis())
                .with("errors", report.errors())
                .with("warnings", report.warnings())
                .with("blocked_by", report.blockedBy().map(Reports::json).orElse(null));
    }

    private static Json json(Difference difference) {
        return new Json().with("record_id", difference.id().value()).with("kind", lower(difference.kind()));
    }

    private static List<String> lines(VerifyReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.model() + ": "
                + (report.inStep() ? "in step" : report.recordsDiffering() > 0 ? "not in step" : "not compared")
                + " after " + Text.duration(report.duration()));
        lines.add("  " + Text.count(report.recordsInSource(), "record") + " in the source, "
                + Text.number(report.recordsStored()) + " stored, " + Text.number(report.recordsDiffering())
                + " differ, " + Text.number(report.recordsRepaired()) + " repaired");
        if (report.recordsInQuarantine() > 0) {
            lines.add("  " + Text.number(report.recordsInQuarantine())
                    + " of the stored are gone from the source and wait in quarantine, hidden");
        }
        for (Map.Entry<Difference.Kind, Long> entry : report.differences().entrySet()) {
            lines.add("  " + words(entry.getKey()) + ": " + Text.number(entry.getValue()) + " ("
                    + examples(report, entry.getKey()) + ")");
        }
        if (!report.inStep() && report.recordsDiffering() > report.recordsRepaired() && report.recordsRepaired() == 0) {
            lines.add("  --repair brings in step what differs; 'syncline explain " + report.model() + " ID' tells why");
        }
        return lines;
    }

    private static String examples(VerifyReport report, Difference.Kind kind) {
        List<String> ids = report.examples().stream()
                .filter(example -> example.kind() == kind)
                .map(example -> example.id().toString())
                .limit(NAMED)
                .toList();
        boolean more = ids.size() < report.differences().getOrDefault(kind, 0L);
        return String.join(", ", ids) + (more ? ", and more" : "");
    }

    private static String lower(Difference.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String words(Difference.Kind kind) {
        return lower(kind).replace('_', ' ');
    }
}

package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.cli.wiring.OpenEngine;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class VerifyCommand implements CliCommand {

    private final RootCommand root;
    private final ModelSelection models = new ModelSelection("technical names, such as res.partner");
    private final OptionSpec repair = CommandSpecs.flag(
            "re-embed and store what differs, delete stale records within the limits, and stray points", "--repair");
    private final OptionSpec deep =
            CommandSpecs.flag("compare the content of all records, not only where versions differ", "--deep");
    private final OptionSpec withoutArchived =
            CommandSpecs.flag("expect that no archived records are stored", "--no-archived");

    VerifyCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "verify",
                        "Compare the vector database with the source, and repair differences on request.",
                        "%nReports records that are missing, stale, orphaned, incomplete, made with different settings, or have"
                                + " surplus chunks, and points that were copied or damaged. Changes nothing without"
                                + " --repair.")
                .addOption(repair)
                .addOption(deep)
                .addOption(withoutArchived);
        models.addTo(spec);
        return CommandSpecs.withExamples(
                spec, "  syncline verify res.partner", "  syncline verify res.partner --deep --repair");
    }

    @Override
    public Integer call() throws Exception {
        models.check(this::request);
        try (Session session = root.open();
                OpenEngine open = session.engine(models)) {
            return new ModelsRun(models, this::verify, true).once(session, open);
        }
    }

    private VerifyRequest request(ModelName model) {
        return VerifyRequest.builder()
                .model(model)
                .repair(CommandSpecs.isGiven(repair))
                .deep(CommandSpecs.isGiven(deep))
                .includeArchived(!CommandSpecs.isGiven(withoutArchived))
                .build();
    }

    private ModelAnswer verify(OpenEngine open, ModelName model) {
        VerifyReport report = open.engine().verify(request(model));
        boolean stopped = Thread.interrupted();
        Map<String, BigDecimal> counts = new LinkedHashMap<>();
        counts.put("records_differing", BigDecimal.valueOf(report.recordsDiffering()));
        counts.put("records_repaired", BigDecimal.valueOf(report.recordsRepaired()));
        return new ModelAnswer(
                model,
                VerifyReports.json(report),
                VerifyReports.lines(report),
                stopped ? ExitCode.FAILED : ExitCode.of(report),
                new ModelAnswer.Problems(report.warnings(), report.errors(), report.failure()),
                counts);
    }
}

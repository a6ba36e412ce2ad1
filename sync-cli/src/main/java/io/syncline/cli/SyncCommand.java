package io.syncline.cli;

import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.api.SyncType;
import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenEngine;
import java.math.BigDecimal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class SyncCommand implements Described, Reporting {

    private final Root root;
    private final RunOptions options = new RunOptions();
    private final OptionSpec maxCost = Specs.option(
            BigDecimal.class,
            "USD",
            "refuse to begin if embedding would cost more, by list prices; reads everything once before",
            "--max-cost");

    SyncCommand(Root root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.of(
                        this,
                        "sync",
                        "Bring new and changed records of a model into the vector database.",
                        "%nReads what changed since the last completed run; the first run reads everything. Records whose content is"
                                + " stored already are not embedded again. A run that was stopped goes on where it was.")
                .aliases("transfer")
                .addOption(maxCost);
        options.addTo(spec);
        return Specs.withExamples(
                spec,
                "  syncline sync res.partner",
                "  syncline sync res.partner --full",
                "  syncline transfer_res.partner_1984 --test-limit 100 --json");
    }

    @Override
    public Integer call() throws Exception {
        SyncRequest request = options.request()
                .maxCost(Specs.valueOf(maxCost, BigDecimal.class))
                .build();
        try (Session session = root.open();
                OpenEngine open = session.engine()) {
            SyncReport report = run(session, open, request);
            session.show(() -> Reports.json(report), () -> Reports.lines(report));
            session.complain(report.warnings(), report.errors());
            report.failure().ifPresent(session::trace);
            return ExitCode.of(report);
        }
    }

    @Override
    public Json failed(String message) {
        return Reports.json(SyncReport.builder()
                .outcome(RunOutcome.FAILED)
                .model(options.model())
                .syncType(options.full() ? SyncType.FULL : SyncType.INCREMENTAL)
                .addErrors(message)
                .build());
    }

    private static SyncReport run(Session session, OpenEngine open, SyncRequest request) throws Exception {
        SyncRun run = open.engine().start(request);
        return session.during(run::cancel, run::await);
    }
}

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

final class SyncCommand implements ReportingCommand {

    private final RootCommand root;
    private final RunOptions options = new RunOptions();
    private final OptionSpec maxCost = CommandSpecs.option(
            BigDecimal.class,
            "USD",
            "refuse to start if embedding would cost more, by list prices; reads all records once to estimate",
            "--max-cost");
    private final OptionSpec retryFailed =
            CommandSpecs.flag("retry all failed records, also those whose retry is postponed", "--retry-failed");
    private final OptionSpec allowDuplicateSource = CommandSpecs.flag(
            "sync although the same database is stored under another source name", "--allow-duplicate-source");

    private final OptionSpec acceptDatabase = CommandSpecs.flag(
            "sync although the source has another database than the one whose records are stored; compares all records",
            "--accept-database");

    SyncCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "sync",
                        "Sync new and changed records of a model into the vector database.",
                        "%nReads what changed since the last completed run; the first run reads all records. A record is embedded only"
                                + " if its content changed. A run that was stopped resumes.")
                .aliases("transfer")
                .addOption(maxCost)
                .addOption(retryFailed)
                .addOption(allowDuplicateSource)
                .addOption(acceptDatabase);
        options.addTo(spec);
        return CommandSpecs.withExamples(
                spec,
                "  syncline sync res.partner",
                "  syncline sync res.partner --full",
                "  syncline sync res.partner --retry-failed",
                "  syncline transfer_res.partner_1984 --test-limit 100 --json");
    }

    @Override
    public Integer call() throws Exception {
        SyncRequest request = options.request()
                .maxCost(CommandSpecs.valueOf(maxCost, BigDecimal.class))
                .retryFailed(CommandSpecs.isGiven(retryFailed))
                .allowDuplicateSource(CommandSpecs.isGiven(allowDuplicateSource))
                .acceptDatabase(CommandSpecs.isGiven(acceptDatabase))
                .build();
        try (Session session = root.open();
                OpenEngine open = session.engine()) {
            SyncReport report = run(session, open, request);
            session.show(
                    () -> Reports.json(report),
                    () -> Reports.lines(report, request.testLimit().isPresent()));
            session.printProblems(report.warnings(), report.errors(), report.failure());
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

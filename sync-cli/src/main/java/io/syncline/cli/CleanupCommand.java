package io.syncline.cli;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenEngine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class CleanupCommand implements ReportingCommand {

    private final RootCommand root;
    private final ModelSelection models = new ModelSelection("technical names, such as res.partner");
    private final OptionSpec dryRun =
            CommandSpecs.flag("report what would be deleted, and change nothing", "--dry-run");
    private final OptionSpec maxDeleteShare = CommandSpecs.option(
            Double.class,
            "X",
            "delete at most this share of the stored records, from 0 to 1 (default: 0.1)",
            "--max-delete-share");
    private final OptionSpec maxDeleteCount =
            CommandSpecs.option(Long.class, "N", "delete at most N records (default: no limit)", "--max-delete-count");
    private final OptionSpec ignoreLimits =
            CommandSpecs.flag("delete all stale records, however many", "--ignore-limits");
    private final OptionSpec quarantine = OptionSpec.builder("--quarantine")
            .paramLabel("TIME")
            .type(Duration.class)
            .converters(new DurationConverter())
            .description("hide stale records for this long before deleting them, such as 7d or 12h")
            .build();
    private final OptionSpec undo = CommandSpecs.flag("show all hidden records again and do nothing else", "--undo");
    private final OptionSpec withoutArchived = CommandSpecs.flag("treat archived records as deleted", "--no-archived");

    CleanupCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "cleanup",
                        "Delete records from the vector database that were deleted in the source.",
                        "%nCompares the listings of source and vector database and re-checks each candidate in the source. Aborts if a"
                                + " limit is exceeded or if the source lists no record.",
                        "%nWith --quarantine, stale records are first hidden from searches, within the same limits, and deleted by the first"
                                + " cleanup after that time. Records that are back in the source by then are shown again.")
                .addOption(dryRun)
                .addOption(maxDeleteShare)
                .addOption(maxDeleteCount)
                .addOption(ignoreLimits)
                .addOption(quarantine)
                .addOption(undo)
                .addOption(withoutArchived);
        models.addTo(spec);
        return CommandSpecs.withExamples(
                spec,
                "  syncline cleanup res.partner --dry-run",
                "  syncline cleanup res.partner --max-delete-share 0.3",
                "  syncline cleanup res.partner --quarantine 7d",
                "  syncline cleanup res.partner --undo");
    }

    @Override
    public Integer call() throws Exception {
        models.check(this::request);
        try (Session session = root.open();
                OpenEngine open = session.engine(models)) {
            return new ModelsRun(models, this::cleanup, false).once(session, open);
        }
    }

    private ModelAnswer cleanup(OpenEngine open, ModelName model) {
        CleanupReport report = open.engine().cleanup(request(model));
        boolean stopped = Thread.interrupted();
        Map<String, BigDecimal> counts = new LinkedHashMap<>();
        counts.put("records_stale", BigDecimal.valueOf(report.recordsStale()));
        counts.put("records_deleted", BigDecimal.valueOf(report.recordsDeleted()));
        return new ModelAnswer(
                model,
                CleanupReports.json(report),
                CleanupReports.lines(report),
                stopped ? ExitCode.FAILED : ExitCode.of(report),
                new ModelAnswer.Problems(report.warnings(), report.errors(), report.failure()),
                counts);
    }

    @Override
    public Json failed(String message) {
        if (!models.isSingle()) {
            return new Json().with("success", false).with("errors", List.of(message));
        }
        return CleanupReports.json(CleanupReport.builder()
                .outcome(RunOutcome.FAILED)
                .model(models.named().get(0))
                .dryRun(CommandSpecs.isGiven(dryRun))
                .addErrors(message)
                .build());
    }

    private CleanupRequest request(ModelName model) {
        CleanupRequest.Builder request = CleanupRequest.builder()
                .model(model)
                .dryRun(CommandSpecs.isGiven(dryRun))
                .ignoreLimits(CommandSpecs.isGiven(ignoreLimits))
                .quarantine(CommandSpecs.valueOf(quarantine, Duration.class))
                .undo(CommandSpecs.isGiven(undo))
                .includeArchived(!CommandSpecs.isGiven(withoutArchived));
        CommandSpecs.valueOf(maxDeleteShare, Double.class).ifPresent(request::maxDeleteShare);
        CommandSpecs.valueOf(maxDeleteCount, Long.class).ifPresent(request::maxDeleteCount);
        return request.build();
    }
}

package io.syncline.cli;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.RunOutcome;
import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.adapter.Units;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

final class CleanupCommand implements ReportingCommand {

    private final RootCommand root;
    private final PositionalParamSpec model = CommandSpecs.model();
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
            .converters(new GracePeriod())
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
                .addPositional(model)
                .addOption(dryRun)
                .addOption(maxDeleteShare)
                .addOption(maxDeleteCount)
                .addOption(ignoreLimits)
                .addOption(quarantine)
                .addOption(undo)
                .addOption(withoutArchived);
        return CommandSpecs.withExamples(
                spec,
                "  syncline cleanup res.partner --dry-run",
                "  syncline cleanup res.partner --max-delete-share 0.3",
                "  syncline cleanup res.partner --quarantine 7d",
                "  syncline cleanup res.partner --undo");
    }

    @Override
    public Integer call() throws Exception {
        CleanupRequest request = request();
        try (Session session = root.open();
                OpenEngine open = session.engine()) {
            Thread worker = Thread.currentThread();
            CleanupReport report =
                    session.during(worker::interrupt, () -> open.engine().cleanup(request));
            boolean stopped = Thread.interrupted();
            session.show(() -> Reports.json(report), () -> Reports.lines(report));
            session.printProblems(report.warnings(), report.errors(), report.failure());
            return stopped ? ExitCode.FAILED : ExitCode.of(report);
        }
    }

    @Override
    public Json failed(String message) {
        return Reports.json(CleanupReport.builder()
                .outcome(RunOutcome.FAILED)
                .model(model.getValue())
                .dryRun(CommandSpecs.isGiven(dryRun))
                .addErrors(message)
                .build());
    }

    private CleanupRequest request() {
        CleanupRequest.Builder request = CleanupRequest.builder()
                .model(model.getValue())
                .dryRun(CommandSpecs.isGiven(dryRun))
                .ignoreLimits(CommandSpecs.isGiven(ignoreLimits))
                .quarantine(CommandSpecs.valueOf(quarantine, Duration.class))
                .undo(CommandSpecs.isGiven(undo))
                .includeArchived(!CommandSpecs.isGiven(withoutArchived));
        CommandSpecs.valueOf(maxDeleteShare, Double.class).ifPresent(request::maxDeleteShare);
        CommandSpecs.valueOf(maxDeleteCount, Long.class).ifPresent(request::maxDeleteCount);
        return request.build();
    }

    /** Converts a duration such as {@code 7d}. */
    static final class GracePeriod implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            return Units.duration(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is not a duration; give a number and a unit, such as 7d, 12h or 30m"));
        }
    }
}

package io.syncline.cli;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.RunOutcome;
import io.syncline.cli.config.Units;
import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenEngine;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

final class CleanupCommand implements Described, Reporting {

    private final Root root;
    private final PositionalParamSpec model = Specs.model();
    private final OptionSpec dryRun = Specs.flag("delete nothing, only tell what would be", "--dry-run");
    private final OptionSpec maxDeleteShare = Specs.option(
            Double.class,
            "X",
            "the largest share of the stored records to delete, from 0 to 1 (default: 0.1)",
            "--max-delete-share");
    private final OptionSpec maxDeleteCount = Specs.option(
            Long.class, "N", "the largest number of records to delete (default: no such limit)", "--max-delete-count");
    private final OptionSpec ignoreLimits =
            Specs.flag("delete whatever is gone, however much that is", "--ignore-limits");
    private final OptionSpec quarantine = OptionSpec.builder("--quarantine")
            .paramLabel("TIME")
            .type(Duration.class)
            .converters(new GraceTime())
            .description("hide what is gone for so long before it is deleted, as in 7d or 12h")
            .build();
    private final OptionSpec undo = Specs.flag("show all hidden records again, and do nothing else", "--undo");
    private final OptionSpec withoutArchived = Specs.flag("count archived records as gone", "--no-archived");

    CleanupCommand(Root root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.of(
                        this,
                        "cleanup",
                        "Remove from the vector database what Odoo no longer has.",
                        "%nCompares both listings, asks Odoo once more about each candidate, and deletes nothing if that would be more"
                                + " than the limits allow or if Odoo lists no record at all.",
                        "%nWith --quarantine, what is gone is hidden from searches first, within the same limits, and deleted by the first"
                                + " cleanup after that time. What Odoo has again by then is shown again.")
                .addPositional(model)
                .addOption(dryRun)
                .addOption(maxDeleteShare)
                .addOption(maxDeleteCount)
                .addOption(ignoreLimits)
                .addOption(quarantine)
                .addOption(undo)
                .addOption(withoutArchived);
        return Specs.withExamples(
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
            session.complain(report.warnings(), report.errors());
            report.failure().ifPresent(session::trace);
            return stopped ? ExitCode.FAILED : ExitCode.of(report);
        }
    }

    @Override
    public Json failed(String message) {
        return Reports.json(CleanupReport.builder()
                .outcome(RunOutcome.FAILED)
                .model(model.getValue())
                .dryRun(Specs.isGiven(dryRun))
                .addErrors(message)
                .build());
    }

    private CleanupRequest request() {
        CleanupRequest.Builder request = CleanupRequest.builder()
                .model(model.getValue())
                .dryRun(Specs.isGiven(dryRun))
                .ignoreLimits(Specs.isGiven(ignoreLimits))
                .quarantine(Specs.valueOf(quarantine, Duration.class))
                .undo(Specs.isGiven(undo))
                .includeArchived(!Specs.isGiven(withoutArchived));
        Specs.valueOf(maxDeleteShare, Double.class).ifPresent(request::maxDeleteShare);
        Specs.valueOf(maxDeleteCount, Long.class).ifPresent(request::maxDeleteCount);
        return request.build();
    }

    /** Reads a grace time. */
    static final class GraceTime implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            return Units.duration(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is not a time; write a number and a unit, as in 7d, 12h or 30m"));
        }
    }
}

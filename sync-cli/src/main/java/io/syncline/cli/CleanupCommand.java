package io.syncline.cli;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.cli.config.Units;
import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenEngine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "cleanup",
        header = "Remove from the vector database what Odoo no longer has.",
        description = {
            "%nCompares both listings, asks Odoo once more about each candidate, and deletes nothing if that would be more"
                    + " than the limits allow or if Odoo lists no record at all.",
            "%nWith --quarantine, what is gone is hidden from searches first, within the same limits, and deleted by the first"
                    + " cleanup after that time. What Odoo has again by then is shown again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  syncline cleanup res.partner --dry-run",
            "  syncline cleanup res.partner --max-delete-share 0.3",
            "  syncline cleanup res.partner --quarantine 7d",
            "  syncline cleanup res.partner --undo",
        })
final class CleanupCommand implements Callable<Integer>, Reporting {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Root root;

    @Parameters(paramLabel = "MODEL", description = "technical name, such as res.partner")
    @SuppressWarnings("NullAway.Init")
    private ModelName model;

    @Option(names = "--dry-run", description = "delete nothing, only tell what would be")
    private boolean dryRun;

    @Option(
            names = "--max-delete-share",
            paramLabel = "X",
            description = "the largest share of the stored records to delete, from 0 to 1 (default: 0.1)")
    private @Nullable Double maxDeleteShare;

    @Option(
            names = "--max-delete-count",
            paramLabel = "N",
            description = "the largest number of records to delete (default: no such limit)")
    private @Nullable Long maxDeleteCount;

    @Option(names = "--ignore-limits", description = "delete whatever is gone, however much that is")
    private boolean ignoreLimits;

    @Option(
            names = "--quarantine",
            paramLabel = "TIME",
            converter = GraceTime.class,
            description = "hide what is gone for so long before it is deleted, as in 7d or 12h")
    private @Nullable Duration quarantine;

    @Option(names = "--undo", description = "show all hidden records again, and do nothing else")
    private boolean undo;

    @Option(names = "--no-archived", description = "count archived records as gone")
    private boolean withoutArchived;

    @Override
    public Integer call() throws Exception {
        CleanupRequest request = request();
        try (Session session = root.open();
                OpenEngine open = session.engine()) {
            Thread worker = Thread.currentThread();
            CleanupReport report =
                    session.during(worker::interrupt, () -> open.engine().cleanup(request));
            boolean stopped = Thread.interrupted();
            session.show(Reports.json(report), Reports.lines(report));
            session.complain(report.warnings(), report.errors());
            report.failure().ifPresent(session::trace);
            return stopped ? ExitCode.FAILED : ExitCode.of(report);
        }
    }

    @Override
    public Json failed(String message) {
        return Reports.json(CleanupReport.builder()
                .outcome(RunOutcome.FAILED)
                .model(model)
                .dryRun(dryRun)
                .addErrors(message)
                .build());
    }

    private CleanupRequest request() {
        CleanupRequest.Builder request = CleanupRequest.builder()
                .model(model)
                .dryRun(dryRun)
                .ignoreLimits(ignoreLimits)
                .quarantine(Optional.ofNullable(quarantine))
                .undo(undo)
                .includeArchived(!withoutArchived);
        if (maxDeleteShare != null) {
            request.maxDeleteShare(maxDeleteShare);
        }
        if (maxDeleteCount != null) {
            request.maxDeleteCount(maxDeleteCount);
        }
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

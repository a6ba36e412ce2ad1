package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenEngine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class SyncCommand implements ReportingCommand {

    private final RootCommand root;
    private final RunOptions options = new RunOptions();
    private final OptionSpec maxCost = CommandSpecs.option(
            BigDecimal.class,
            "USD",
            "refuse to start a model if embedding would cost more, by list prices; reads all records once to estimate",
            "--max-cost");
    private final OptionSpec retryFailed =
            CommandSpecs.flag("retry all failed records, also those whose retry is postponed", "--retry-failed");
    private final OptionSpec allowDuplicateSource = CommandSpecs.flag(
            "sync although the same database is stored under another source name", "--allow-duplicate-source");

    private final OptionSpec acceptDatabase = CommandSpecs.flag(
            "sync although the source has another database than the one whose records are stored; compares all records",
            "--accept-database");

    private final Set<ModelName> completed = ConcurrentHashMap.newKeySet();
    private final OptionSpec every = OptionSpec.builder("--every")
            .paramLabel("TIME")
            .type(Duration.class)
            .converters(new DurationConverter())
            .description("repeat until stopped, each time this long after the last start, such as 5m; a sync that"
                    + " takes longer is followed at once by one more")
            .build();

    SyncCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "sync",
                        "Sync new and changed records of models into the vector database.",
                        "%nReads what changed since the last completed run; the first run reads all records. A record is embedded only"
                                + " if its content changed. A run that was stopped resumes.")
                .aliases("transfer")
                .addOption(maxCost)
                .addOption(retryFailed)
                .addOption(allowDuplicateSource)
                .addOption(acceptDatabase)
                .addOption(every);
        options.addTo(spec);
        return CommandSpecs.withExamples(
                spec,
                "  syncline sync res.partner",
                "  syncline sync res.partner --full",
                "  syncline sync --all --every 5m",
                "  syncline sync res.partner --retry-failed",
                "  syncline transfer_res.partner_1984 --test-limit 100 --json");
    }

    @Override
    public Integer call() throws Exception {
        Optional<Duration> period = CommandSpecs.valueOf(every, Duration.class);
        if (period.isPresent() && (period.get().isNegative() || period.get().isZero())) {
            throw new IllegalArgumentException("--every must be positive, not " + period.get());
        }
        options.models().check(this::request);
        try (Session session = root.open();
                OpenEngine open = session.engine(options.models())) {
            ModelsRun run = new ModelsRun(options.models(), this::sync, false);
            return period.isPresent() ? repeat(session, open, run, period.get()) : run.once(session, open);
        }
    }

    private static int repeat(Session session, OpenEngine open, ModelsRun run, Duration period) throws Exception {
        Thread worker = Thread.currentThread();
        try {
            return session.during(
                    worker::interrupt,
                    () -> new Repetition(period, session::isStopping)
                            .run(() -> run.round(session, open), run::isHopeless));
        } finally {
            Thread.interrupted(); // may have come after the last round had ended
        }
    }

    private SyncRequest request(ModelName model) {
        return options.request(model, options.full() && !completed.contains(model))
                .maxCost(CommandSpecs.valueOf(maxCost, BigDecimal.class))
                .retryFailed(isGiven(retryFailed, model))
                .allowDuplicateSource(isGiven(allowDuplicateSource, model))
                .acceptDatabase(isGiven(acceptDatabase, model))
                .build();
    }

    /** What a person has allowed once is not allowed in every round. */
    private boolean isGiven(OptionSpec option, ModelName model) {
        return CommandSpecs.isGiven(option) && !completed.contains(model);
    }

    private ModelAnswer sync(OpenEngine open, ModelName model) {
        SyncRequest request = request(model);
        SyncReport report = open.engine().sync(request);
        Thread.interrupted(); // the report says that the run was stopped
        if (report.success()) {
            completed.add(model);
        }
        Map<String, BigDecimal> counts = new LinkedHashMap<>();
        counts.put("records_embedded", BigDecimal.valueOf(report.recordsEmbedded()));
        counts.put("records_unchanged", BigDecimal.valueOf(report.recordsUnchanged()));
        counts.put("records_failed", BigDecimal.valueOf(report.recordsFailed()));
        report.cost().ifPresent(cost -> counts.put("cost_usd", cost));
        return new ModelAnswer(
                model,
                Reports.json(report),
                Reports.lines(report, request.testLimit().isPresent()),
                ExitCode.of(report),
                new ModelAnswer.Problems(report.warnings(), report.errors(), report.failure()),
                counts);
    }

    @Override
    public Json failed(String message) {
        if (!options.models().isSingle()) {
            return new Json().with("success", false).with("errors", List.of(message));
        }
        return Reports.json(SyncReport.builder()
                .outcome(RunOutcome.FAILED)
                .model(options.models().named().get(0))
                .syncType(options.full() ? SyncType.FULL : SyncType.INCREMENTAL)
                .addErrors(message)
                .build());
    }
}

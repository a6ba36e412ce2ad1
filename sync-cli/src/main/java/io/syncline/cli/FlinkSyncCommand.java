package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncType;
import io.syncline.cli.config.ConfigReader;
import io.syncline.cli.flink.JobArguments;
import io.syncline.cli.flink.JobJar;
import io.syncline.cli.flink.JobManager;
import io.syncline.cli.flink.JobManagerException;
import io.syncline.cli.flink.SubmittedSync;
import io.syncline.cli.output.Json;
import io.syncline.core.adapter.ConfigException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class FlinkSyncCommand implements ReportingCommand {

    /** A JobManager that is restarted takes some minutes at most. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final RootCommand root;
    private final PositionalParamSpec model = CommandSpecs.model();
    private final OptionSpec manager = OptionSpec.builder("--jobmanager")
            .paramLabel("HOST:PORT")
            .required(true)
            .type(String.class)
            .description("REST address of the JobManager; https:// before it for TLS")
            .build();
    private final OptionSpec parallelism = CommandSpecs.option(
            Integer.class, "N", "workers, one for each slot that is taken (default: 1)", "-p", "--parallelism");
    private final OptionSpec jar = CommandSpecs.option(
            Path.class,
            "FILE",
            "job jar (default: flink/syncline-flink-job.jar beside the jar of the command line)",
            "--job-jar");
    private final OptionSpec clusterConfig = CommandSpecs.option(
            String.class,
            "FILE",
            "configuration file on each machine of the cluster, instead of sending the one of this machine",
            "--cluster-config");
    private final OptionSpec range = CommandSpecs.option(
            Integer.class, "N", "records that a worker is given at a time (default: 5,000)", "--records-per-range");
    private final OptionSpec full = CommandSpecs.flag("read all records, not only changed ones", "--full");
    private final OptionSpec withoutArchived = CommandSpecs.flag("leave out archived records", "--no-archived");
    private final OptionSpec retryFailed =
            CommandSpecs.flag("retry all failed records, also those whose retry is postponed", "--retry-failed");

    FlinkSyncCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "sync",
                        "Sync a model on a cluster, and wait for the result.",
                        "%nSends the configuration file without secrets: each machine of the cluster reads the variables"
                                + " that it names. The state must be where all of them reach it, as in PostgreSQL.")
                .addPositional(model)
                .addOption(manager)
                .addOption(parallelism)
                .addOption(jar)
                .addOption(clusterConfig)
                .addOption(range)
                .addOption(full)
                .addOption(withoutArchived)
                .addOption(retryFailed);
        return CommandSpecs.withExamples(
                spec,
                "  syncline flink sync res.partner --jobmanager jobs:8081 --parallelism 8",
                "  syncline flink sync res.partner --jobmanager jobs:8081 -p 8 --full");
    }

    @Override
    public Integer call() throws Exception {
        int workers = CommandSpecs.valueOf(parallelism, 1);
        if (workers < 1) {
            throw new IllegalArgumentException("--parallelism must be positive, not " + workers);
        }
        try (Session session = root.open();
                JobManager cluster = new JobManager(address());
                JobJar job = jobJar()) {
            SubmittedSync.Program program = new SubmittedSync.Program(arguments(), workers);
            SubmittedSync submitted = SubmittedSync.submit(cluster, model(), job.file(), program);
            session.note("Job " + submitted.job() + " on " + address());
            SyncReport report = session.during(submitted::cancel, () -> submitted.await(PATIENCE, session.listen()));
            session.show(() -> Reports.json(report), () -> Reports.lines(report));
            session.printProblems(report.warnings(), report.errors(), report.failure());
            return ExitCode.of(report);
        } catch (JobManagerException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private ModelName model() {
        return model.getValue();
    }

    private URI address() {
        String given = manager.getValue();
        try {
            return URI.create(given.contains("://") ? given : "http://" + given);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--jobmanager must be HOST:PORT, not '" + given + "'", e);
        }
    }

    private JobJar jobJar() {
        return JobJar.of(CommandSpecs.valueOf(jar, Path.class).orElseGet(JobJar::besideCommandLine), JobJar.plugins());
    }

    private List<String> arguments() {
        JobArguments arguments = new JobArguments(model());
        CommandSpecs.valueOf(clusterConfig, String.class)
                .ifPresentOrElse(
                        arguments::configFile,
                        () -> arguments.config(ConfigReader.toSend(
                                root.shell().directory(), root.options().config())));
        CommandSpecs.valueOf(range, Integer.class).ifPresent(arguments::recordsPerRange);
        arguments.flag("full", CommandSpecs.isGiven(full));
        arguments.flag("no-archived", CommandSpecs.isGiven(withoutArchived));
        arguments.flag("retry-failed", CommandSpecs.isGiven(retryFailed));
        return arguments.words();
    }

    @Override
    public Json failed(String message) {
        return Reports.json(SyncReport.builder()
                .outcome(RunOutcome.FAILED)
                .model(model())
                .syncType(CommandSpecs.isGiven(full) ? SyncType.FULL : SyncType.INCREMENTAL)
                .addErrors(message)
                .build());
    }
}

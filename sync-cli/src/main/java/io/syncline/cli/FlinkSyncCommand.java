package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncType;
import io.syncline.api.failure.TransientException;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class FlinkSyncCommand implements ReportingCommand {

    private static final SubmittedSync.Patience PATIENCE =
            new SubmittedSync.Patience(Duration.ofMinutes(10), Duration.ofSeconds(30));

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

    private final OptionSpec newCollection = CommandSpecs.flag(
            "fill a new collection, with the embedder of the configuration; 'syncline reindex' compares it and switches",
            "--new-collection");

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
                .addOption(retryFailed)
                .addOption(newCollection);
        return CommandSpecs.withExamples(
                spec,
                "  syncline flink sync res.partner --jobmanager jobs:8081 --parallelism 8",
                "  syncline flink sync res.partner --jobmanager jobs:8081 -p 8 --full");
    }

    @Override
    public Integer call() throws Exception {
        int workers = positive("--parallelism", parallelism).orElse(1);
        try (Session session = root.open();
                JobManager cluster = new JobManager(address());
                JobJar job = jobJar()) {
            SyncReport report = run(session, cluster, new SubmittedSync.Program(job.file(), arguments(), workers));
            session.show(() -> Reports.json(report), () -> Reports.lines(report));
            session.printProblems(report.warnings(), report.errors(), report.failure());
            return ExitCode.of(report);
        } catch (JobManagerException e) {
            throw e.mayPass()
                    ? new TransientException(String.valueOf(e.getMessage()), e)
                    : new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    /** Runs it to its end; a signal that comes while it is submitted cancels it as soon as it is known. */
    private SyncReport run(Session session, JobManager cluster, SubmittedSync.Program program) throws Exception {
        AtomicReference<SubmittedSync> submitted = new AtomicReference<>();
        AtomicBoolean stopped = new AtomicBoolean();
        Runnable stop = () -> {
            stopped.set(true);
            Optional.ofNullable(submitted.get()).ifPresent(SubmittedSync::cancel);
        };
        return session.during(stop, () -> {
            SubmittedSync sync = SubmittedSync.submit(cluster, model(), program);
            submitted.set(sync);
            if (stopped.get()) {
                sync.cancel();
            }
            session.note("Job " + sync.job() + " on " + address());
            return sync.await(PATIENCE, session.listen());
        });
    }

    private static OptionalInt positive(String name, OptionSpec option) {
        Optional<Integer> given = CommandSpecs.valueOf(option, Integer.class);
        given.filter(number -> number < 1).ifPresent(number -> {
            throw new IllegalArgumentException(name + " must be positive, not " + number);
        });
        return given.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private ModelName model() {
        return model.getValue();
    }

    private URI address() {
        String given = manager.getValue();
        try {
            URI uri = URI.create((given.contains("://") ? given : "http://" + given).replaceFirst("/+$", ""));
            if (uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below, without what may be a password
        }
        throw new IllegalArgumentException("--jobmanager must be HOST:PORT or an address without a login");
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
        positive("--records-per-range", range).ifPresent(arguments::recordsPerRange);
        arguments.flag("full", CommandSpecs.isGiven(full));
        arguments.flag("no-archived", CommandSpecs.isGiven(withoutArchived));
        arguments.flag("retry-failed", CommandSpecs.isGiven(retryFailed));
        arguments.flag(JobArguments.NEW_COLLECTION, CommandSpecs.isGiven(newCollection));
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

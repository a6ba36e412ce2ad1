package io.syncline.cli;

import io.syncline.cli.serve.ServeProcess;
import io.syncline.cli.serve.ServeSettings;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class ServeCommand implements CliCommand {

    /** How log messages are written. */
    enum LogFormat {
        TEXT,
        JSON
    }

    private final RootCommand root;
    private final OptionSpec logFormat = CommandSpecs.option(
            LogFormat.class,
            "FORMAT",
            "write log messages as lines for people (text) or as JSON objects (json)",
            "--log-format");

    ServeCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "serve",
                        "Keep the models of the configuration in sync, with a status page.",
                        "%nSyncs each model that the configuration names once at the start, and then by its schedule, until the"
                                + " process is stopped. Serves a status page, REST, metrics and webhooks at the address of the section"
                                + " 'server': docs/serve.md. SIGTERM lets runs save what is in flight; SIGHUP reads the"
                                + " configuration again, and keeps the old one if the new one is wrong.")
                .addOption(logFormat);
        return CommandSpecs.withExamples(
                spec, "  syncline serve --config /etc/syncline/syncline.yaml", "  syncline serve --log-format json");
    }

    @Override
    public Integer call() throws Exception {
        try (Session session = root.open()) {
            session.openServiceLogs(CommandSpecs.valueOf(logFormat, LogFormat.TEXT) == LogFormat.JSON);
            CompletableFuture<ServeProcess> started = new CompletableFuture<>();
            Hangup.handle(
                    () -> started.thenAccept(ServeProcess::reload)); // one that comes before would end the process
            ServeSettings settings = ServeSettings.of(session.config());
            ServeProcess process = ServeProcess.start(
                    settings,
                    () -> ServeSettings.of(session.config()),
                    session.shell().clock());
            try {
                started.complete(process);
                session.console().message("Serving at " + process.url());
                session.during(process::stop, () -> {
                    process.await();
                    process.close(); // within, so that the process does not end before
                    return ExitCode.SUCCESS;
                });
            } finally {
                process.close();
            }
            return process.isClean() ? ExitCode.SUCCESS : ExitCode.FAILED;
        }
    }
}

package io.syncline.cli;

import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.cli.demo.Demo;
import io.syncline.cli.demo.PracticeServer;
import io.syncline.cli.output.Json;
import io.syncline.core.SyncEngine;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class DemoCommand implements CliCommand {

    private final RootCommand root;

    private final OptionSpec keep = CommandSpecs.flag(
            "only start the server with the sample data, and keep it until Ctrl-C to practise other commands on",
            "--keep");

    DemoCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "demo",
                        "Show everything with sample data, without a server, key or network.",
                        "%nEmpties the directory .syncline/demo and works there. Takes about a minute.")
                .addOption(keep);
        return CommandSpecs.withExamples(spec, "  syncline demo", "  syncline demo --keep");
    }

    @Override
    public Integer call() throws Exception {
        try (Session session = root.open()) {
            if (CommandSpecs.isGiven(keep)) {
                Json served = PracticeServer.serve(session.shell(), session::note);
                session.show(() -> served, List::of);
                return ExitCode.SUCCESS;
            }
            Json shown = Demo.of(
                            session.shell(),
                            session::note,
                            session.listen(),
                            (engine, request) -> run(session, engine, request))
                    .run();
            session.show(() -> shown, List::of);
            return ExitCode.SUCCESS;
        }
    }

    private static SyncReport run(Session session, SyncEngine engine, SyncRequest request) throws Exception {
        SyncRun run = engine.start(request);
        SyncReport report = session.during(run::cancel, run::await);
        if (report.outcome() == RunOutcome.CANCELLED) {
            throw new CancellationException("The demo was stopped; the next one starts from the beginning");
        }
        return report;
    }
}

package io.syncline.cli;

import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.cli.demo.Demo;
import io.syncline.cli.output.Json;
import io.syncline.core.SyncEngine;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Model.CommandSpec;

final class DemoCommand implements CliCommand {

    private final RootCommand root;

    DemoCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                this,
                "demo",
                "Show everything with sample data, without a server, key or network.",
                "%nEmpties the directory .syncline/demo and works there. Takes less than a minute.");
        return spec;
    }

    @Override
    public Integer call() throws Exception {
        try (Session session = root.open()) {
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

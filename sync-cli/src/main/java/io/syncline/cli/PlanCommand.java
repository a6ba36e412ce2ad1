package io.syncline.cli;

import io.syncline.api.PlanReport;
import io.syncline.api.SyncRequest;
import io.syncline.cli.wiring.OpenEngine;
import picocli.CommandLine.Model.CommandSpec;

final class PlanCommand implements CliCommand {

    private final RootCommand root;
    private final RunOptions options = new RunOptions();

    PlanCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                this,
                "plan",
                "Estimate what a sync would do and cost.",
                "%nReads what a sync would read and compares it with what is stored. Embeds and changes nothing.");
        options.addTo(spec);
        return CommandSpecs.withExamples(
                spec,
                "  syncline plan res.partner",
                "  syncline plan res.partner --full --json",
                "  syncline sync res.partner --max-cost 0.50");
    }

    @Override
    public Integer call() throws Exception {
        SyncRequest request = options.request().build();
        try (Session session = root.open();
                OpenEngine open = session.engine()) {
            Thread worker = Thread.currentThread();
            PlanReport plan =
                    session.during(worker::interrupt, () -> open.engine().plan(request));
            boolean stopped = Thread.interrupted();
            session.answer(Plans.json(plan), Plans.lines(plan));
            session.printWarnings(plan.warnings());
            return stopped ? ExitCode.FAILED : ExitCode.SUCCESS;
        }
    }
}

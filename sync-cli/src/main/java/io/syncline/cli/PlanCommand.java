package io.syncline.cli;

import io.syncline.api.PlanReport;
import io.syncline.api.SyncRequest;
import io.syncline.cli.wiring.OpenEngine;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "plan",
        header = "Tell what a sync would do and cost, without doing it.",
        description = {
            "%nReads what a sync would read and compares it with what is stored. Nothing is embedded, so it costs nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  syncline plan res.partner",
            "  syncline plan res.partner --full --json",
            "  syncline sync res.partner --max-cost 0.50",
        })
final class PlanCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Root root;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private RunOptions options;

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
            session.complain(plan.warnings(), List.of());
            return stopped ? ExitCode.FAILED : ExitCode.SUCCESS;
        }
    }
}

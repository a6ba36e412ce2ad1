package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.PlanReport;
import io.syncline.cli.wiring.OpenEngine;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                "  syncline plan --all",
                "  syncline sync res.partner --max-cost 0.50");
    }

    @Override
    public Integer call() throws Exception {
        options.models().check(model -> options.request(model).build());
        try (Session session = root.open();
                OpenEngine open = session.engine(options.models())) {
            return new ModelsRun(options.models(), this::plan, true).once(session, open);
        }
    }

    private ModelAnswer plan(OpenEngine open, ModelName model) {
        PlanReport plan = open.engine().plan(options.request(model).build());
        boolean stopped = Thread.interrupted();
        Map<String, BigDecimal> counts = new LinkedHashMap<>();
        counts.put("records_to_embed", BigDecimal.valueOf(plan.recordsToEmbed()));
        counts.put("tokens", BigDecimal.valueOf(plan.tokens()));
        plan.cost().ifPresent(cost -> counts.put("cost_usd", cost));
        return new ModelAnswer(
                model,
                Plans.json(plan),
                Plans.lines(plan),
                stopped ? ExitCode.FAILED : ExitCode.SUCCESS,
                new ModelAnswer.Problems(plan.warnings(), List.of(), Optional.empty()),
                counts);
    }
}

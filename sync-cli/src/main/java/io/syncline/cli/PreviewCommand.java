package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.PreviewReport;
import io.syncline.api.PreviewRequest;
import io.syncline.api.RecordId;
import io.syncline.cli.wiring.OpenPreview;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class PreviewCommand implements CliCommand {

    private final RootCommand root;
    private final PositionalParamSpec model = CommandSpecs.model();
    private final PositionalParamSpec ids = PositionalParamSpec.builder()
            .index("1..*")
            .arity("0..*")
            .paramLabel("ID")
            .type(List.class)
            .auxiliaryTypes(RecordId.class)
            .description("records to show; the first ones if none are named")
            .build();
    private final OptionSpec sample =
            CommandSpecs.option(Integer.class, "N", "show the first N records (default: 3)", "--sample");
    private final OptionSpec withoutArchived = CommandSpecs.flag("leave out archived records", "--no-archived");

    PreviewCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "preview",
                        "Show texts as a sync would embed them, and what is left out.",
                        "%nReads the source only: the embedder needs no key, and nothing is stored.")
                .addPositional(model)
                .addPositional(ids)
                .addOption(sample)
                .addOption(withoutArchived);
        // A negative id looks like an option.
        spec.parser().unmatchedOptionsArePositionalParams(true);
        return CommandSpecs.withExamples(
                spec, "  syncline preview sale.order", "  syncline preview res.partner 7 12 --json");
    }

    @Override
    public Integer call() throws Exception {
        PreviewRequest request = request();
        try (Session session = root.open();
                OpenPreview open = session.preview()) {
            Thread worker = Thread.currentThread();
            PreviewReport report =
                    session.during(worker::interrupt, () -> open.texts().preview(request));
            List<String> problems = Previews.problems(report);
            session.answer(Previews.json(report), Previews.lines(report));
            session.printProblems(report.warnings(), problems, Optional.empty());
            return problems.isEmpty() ? ExitCode.SUCCESS : ExitCode.USAGE;
        }
    }

    private PreviewRequest request() {
        ModelName name = model.getValue();
        PreviewRequest.Builder request =
                PreviewRequest.builder().model(name).includeArchived(!CommandSpecs.isGiven(withoutArchived));
        List<RecordId> named = ids.<@Nullable List<RecordId>>getValue();
        if (named != null) {
            request.ids(named);
        }
        CommandSpecs.valueOf(sample, Integer.class).ifPresent(request::sample);
        return request.build();
    }
}

package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import io.syncline.cli.wiring.OpenSource;
import io.syncline.core.port.ModelDirectory;
import io.syncline.core.port.record.OfferedModel;
import io.syncline.core.port.record.OfferedModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class ModelsCommand implements CliCommand {

    private static final int TITLE = 32;

    private final RootCommand root;
    private final OptionSpec configured =
            CommandSpecs.flag("only the models that the configuration names", "--configured");

    ModelsCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "models",
                        "List the models that the source offers, and those that are configured.",
                        "%nShows how many records each has, whether they can be read, and whether they have change times, without"
                                + " which every sync reads all of them. Asks the source about each model; calls no other"
                                + " service.")
                .addOption(configured);
        return CommandSpecs.withExamples(
                spec, "  syncline models", "  syncline models --configured", "  syncline models --json");
    }

    @Override
    public Integer call() {
        try (Session session = root.open();
                OpenSource open = session.source()) {
            Optional<OfferedModels> offered =
                    open.source() instanceof ModelDirectory directory && !CommandSpecs.isGiven(configured)
                            ? Optional.of(directory.offeredModels())
                            : Optional.empty();
            List<KnownModel> models = known(open, offered);
            boolean complete = offered.map(OfferedModels::complete).orElse(false);
            Json json = new Json()
                    .with("success", true)
                    .with("source", open.source().name())
                    .with("complete", complete)
                    .with("models", models.stream().map(KnownModel::json).toList());
            session.answer(json, lines(open.source().name(), models));
            if (offered.isPresent() && !complete) {
                session.printWarnings(List.of(
                        "This user may not list models, so only usual names were tried; name others in 'models'"));
            }
            return ExitCode.SUCCESS;
        }
    }

    /** Those that are configured are described as a sync describes them, so that what it would refuse is seen. */
    private static List<KnownModel> known(OpenSource open, Optional<OfferedModels> offered) {
        Map<ModelName, KnownModel> known = new TreeMap<>();
        Set<ModelName> configured = Set.copyOf(open.models());
        offered.map(OfferedModels::models).orElse(List.of()).forEach(model -> {
            KnownModel found = configured.contains(model.name())
                    ? KnownModel.read(open.source(), model.name(), model.title())
                    : new KnownModel(model, false, Optional.empty());
            known.put(model.name(), found);
        });
        for (ModelName name : open.models()) {
            known.computeIfAbsent(name, missing -> KnownModel.read(open.source(), missing, missing.value()));
        }
        return List.copyOf(known.values());
    }

    private static List<String> lines(String source, List<KnownModel> models) {
        if (models.isEmpty()) {
            return List.of("No model is configured, and this source does not list its models.");
        }
        List<String> lines = new ArrayList<>();
        lines.add(source + ": " + Text.count(models.size(), "model") + ", configured ones with *");
        int width = models.stream()
                .mapToInt(known -> known.model().name().value().length())
                .max()
                .orElse(0);
        models.forEach(known -> lines.add(line(known, width)));
        return lines;
    }

    private static String line(KnownModel known, int width) {
        OfferedModel model = known.model();
        String name = model.name().value();
        String title = Text.fit(model.title().equals(name) ? "" : model.title(), TITLE);
        String state = model.readable()
                ? (model.records().isPresent() ? Text.count(model.records().getAsLong(), "record") : "records unknown")
                        + (model.hasChangeTime() ? "" : ", no change times")
                : "not readable"
                        + known.problem().map(problem -> ": " + problem).orElse("");
        return (known.configured() ? "* " : "  ") + name + " ".repeat(width - name.length()) + "  " + title
                + " ".repeat(TITLE - title.length()) + "  " + state;
    }
}

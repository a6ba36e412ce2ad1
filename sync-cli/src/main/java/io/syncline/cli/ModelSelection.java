package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.adapter.ConfigException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** The models that a command works on: those that it names, or all that the configuration names. */
final class ModelSelection {

    private static final ModelName ANY = ModelName.of("any.model");
    private static final int PARALLEL = 4;
    private static final int MOST_PARALLEL = 64;

    private final PositionalParamSpec models;
    private final OptionSpec all = CommandSpecs.flag("all models that the configuration names", "--all");
    private final OptionSpec parallel = CommandSpecs.option(
            Integer.class,
            "N",
            "models in progress at the same time, 1 to " + MOST_PARALLEL + " (default: " + PARALLEL
                    + "); they share the quota of the embedder",
            "--parallel");

    ModelSelection(String description) {
        models = PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .paramLabel("MODEL")
                .type(List.class)
                .auxiliaryTypes(ModelName.class)
                .description(description)
                .build();
    }

    CommandSpec addTo(CommandSpec spec) {
        return spec.addPositional(models).addOption(all).addOption(parallel);
    }

    /** The models that the command line names, each once. */
    List<ModelName> named() {
        @Nullable List<ModelName> named = models.getValue();
        return named == null ? List.of() : named.stream().distinct().toList();
    }

    /** Whether the command has one report, that of the only model named, instead of a summary. */
    boolean isSingle() {
        return !CommandSpecs.isGiven(all) && named().size() == 1;
    }

    /** Some model, with which the other values of a request can be checked before anything is opened. */
    ModelName any() {
        return named().stream().findFirst().orElse(ANY);
    }

    /** How many models are in progress at the same time. */
    int parallel() {
        return CommandSpecs.valueOf(parallel, PARALLEL);
    }

    /**
     * Refuses a command line that selects nothing, or the same twice, and wrong values.
     *
     * @param request makes the request for a model, or refuses its values
     */
    void check(Function<ModelName, ?> request) {
        if (CommandSpecs.isGiven(all) && !named().isEmpty()) {
            throw refused("--all already selects all models; leave out " + named().get(0));
        }
        if (!CommandSpecs.isGiven(all) && named().isEmpty()) {
            throw refused("Missing required parameter: 'MODEL'; or use --all for all models of the configuration");
        }
        if (parallel() < 1 || parallel() > MOST_PARALLEL) {
            throw refused("--parallel must be from 1 to " + MOST_PARALLEL + ", not " + parallel());
        }
        Objects.requireNonNull(request.apply(any()));
    }

    private ParameterException refused(String problem) {
        return new ParameterException(Objects.requireNonNull(all.command()).commandLine(), problem);
    }

    /** The models, in the order of the command line or of the configuration. */
    List<ModelName> of(OpenEngine open) {
        List<ModelName> chosen = CommandSpecs.isGiven(all) ? open.models() : named();
        if (chosen.isEmpty()) {
            throw new ConfigException("--all selects the models that the configuration names, and it names none;"
                    + " add a section such as 'models: {res.partner: {}}', or name models");
        }
        return chosen;
    }
}

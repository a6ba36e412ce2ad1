package io.syncline.cli;

import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenPreview;
import io.syncline.core.adapter.ConfigException;
import io.syncline.core.port.TextRecipes;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class RecipeCommand implements CliCommand {

    private final RootCommand root;
    private final PositionalParamSpec model = CommandSpecs.model();

    RecipeCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "recipe",
                        "Print what the text and the payload of a model consist of.",
                        "%nCopy it to a file, change it, and name the file as 'recipe' of the model in the configuration.")
                .addPositional(model);
        return CommandSpecs.withExamples(
                spec, "  syncline recipe sale.order > sale.order.json", "  syncline preview sale.order --sample 3");
    }

    @Override
    public Integer call() {
        try (Session session = root.open();
                OpenPreview open = session.preview()) {
            TextRecipes recipes = open.recipes()
                    .orElseThrow(() -> new ConfigException(
                            "The source has no recipes; use 'fields', 'template' and 'payload' of the model instead"));
            String recipe = recipes.recipe(model.getValue());
            session.answer(
                    new Json()
                            .with("success", true)
                            .with("model_name", model.getValue())
                            .with("recipe", recipe),
                    List.of(recipe.stripTrailing()));
            return ExitCode.SUCCESS;
        }
    }
}

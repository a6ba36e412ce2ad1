package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.odoo.internal.recipe.RecipeReader;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the fields that were chosen by their kinds as a recipe. */
final class FieldRecipe {

    private static final String NAME = "display_name";

    private FieldRecipe() {}

    static String of(ModelName model, ModelText text) {
        List<String> fields = text.fields().stream()
                .filter(name -> !name.equals(NAME) || text.fields().size() == 1)
                .toList();
        return "// Made from the fields of " + model + ", which has no recipe of its own.\n{\n  \"model\": \""
                + model + "\",\n  \"text\": [\n    " + quoted(fields, ",\n    ") + "\n  ],\n  \"payload\": ["
                + quoted(text.payload(), ", ") + "],\n  \"custom\": true\n}\n";
    }

    /** What the recipe says, so that a copy of it changes nothing; empty if there is nothing to show but the name. */
    static String canonicalForm(ModelName model, ModelText text) {
        boolean hasParts = text.fields().stream().anyMatch(name -> !name.equals(NAME));
        return hasParts ? RecipeReader.read(of(model, text)).canonicalForm() : "";
    }

    private static String quoted(List<String> names, String separator) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(separator));
    }
}

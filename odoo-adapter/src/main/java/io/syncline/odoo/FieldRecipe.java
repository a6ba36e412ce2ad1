package io.syncline.odoo;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the fields that were chosen by their kinds as a recipe. */
final class FieldRecipe {

    private FieldRecipe() {}

    static String of(OdooModel model) {
        ModelText text = model.text();
        List<String> fields = text.fields().stream()
                .filter(name -> !name.equals("display_name"))
                .toList();
        return "// Made from the fields of " + model.name() + ", which has no recipe of its own.\n{\n  \"model\": \""
                + model.name() + "\",\n  \"text\": [\n    " + quoted(fields, ",\n    ") + "\n  ],\n  \"payload\": ["
                + quoted(text.payload(), ", ") + "]\n}\n";
    }

    private static String quoted(List<String> names, String separator) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(separator));
    }
}

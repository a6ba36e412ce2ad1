package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.odoo.ReadingSettings.Reading;
import io.syncline.odoo.internal.recipe.Recipe;
import io.syncline.odoo.internal.recipe.ShippedRecipes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Chooses the text of a model: by the recipe of the configuration, by a shipped one, or by the kinds of its fields. */
final class TextChoice {

    private final OdooApi api;
    private final Reading reading;
    private final FieldPaths paths;

    TextChoice(OdooApi api, Reading reading, FieldPaths paths) {
        this.api = api;
        this.reading = reading;
        this.paths = paths;
    }

    ModelText of(OdooModel model) {
        String name = model.name().value();
        boolean own = reading.recipes().containsKey(model.name());
        Optional<Recipe> recipe = recipe(model.name());
        if (own) {
            recipe.ifPresent(found -> new RecipeCheck(model, found, paths).run());
        }
        String label = recipe.map(Recipe::label).filter(text -> !text.isEmpty()).orElseGet(() -> label(name));
        return recipe.map(found -> new AdaptedRecipe(model, found, own, paths).text(label))
                .orElseGet(() -> fallback(model, label));
    }

    /** The recipe of the configuration, or a shipped one. */
    Optional<Recipe> recipe(ModelName model) {
        return Optional.ofNullable(reading.recipes().get(model)).or(() -> ShippedRecipes.of(model.value()));
    }

    private ModelText fallback(OdooModel model, String label) {
        List<String> fields = DefaultFields.of(model);
        return new ModelText(
                label,
                fields.contains("display_name") ? "display_name" : "",
                fields,
                Map.of(),
                DefaultFields.payload(model, fields),
                List.of(),
                defaultChoices(model, fields),
                List.of(),
                List.of(),
                "");
    }

    /** What people call the records of a model, in the language of the source; made from its name where the user may not ask. */
    private String label(String model) {
        try {
            Object answer = api.call(new OdooCall("ir.model", "display_name_for").with("models", List.of(model)));
            if (answer instanceof List<?> models
                    && !models.isEmpty()
                    && models.get(0) instanceof Map<?, ?> entry
                    && entry.get("display_name") instanceof String found
                    && !found.equals(model)) {
                return Texts.clean(found);
            }
        } catch (CallFailure failure) {
            if (!failure.isAboutRequest() && !failure.isAboutContent()) {
                throw failure;
            }
        }
        String words = model.replace('.', ' ').replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The choices that nobody made; states are always worth a line. */
    private Map<String, String> defaultChoices(OdooModel model, List<String> fields) {
        List<String> choices = fields.stream()
                .filter(name -> {
                    OdooField field = model.field(name);
                    return field != null && field.odooType().equals("selection") && !DefaultFields.isState(field);
                })
                .toList();
        Map<String, String> defaults = new TreeMap<>();
        if (choices.isEmpty()) {
            return defaults;
        }
        try {
            Object answer = api.call(new OdooCall(model.name().value(), "default_get").with("fields_list", choices));
            if (answer instanceof Map<?, ?> values) {
                values.forEach((field, key) -> defaults.put(String.valueOf(field), String.valueOf(key)));
            }
        } catch (CallFailure failure) {
            if (!failure.isAboutRequest() && !failure.isAboutContent()) {
                throw failure;
            }
        }
        return defaults;
    }
}

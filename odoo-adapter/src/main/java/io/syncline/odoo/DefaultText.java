package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.odoo.ReadingSettings.Reading;
import io.syncline.odoo.internal.recipe.Conditions;
import io.syncline.odoo.internal.recipe.Recipe;
import io.syncline.odoo.internal.recipe.ShippedRecipes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Chooses the text of a model: by the recipe of the configuration, by a shipped one, or by the kinds of its fields. */
final class DefaultText {

    private final OdooApi api;
    private final Reading reading;
    private final FieldPaths paths;
    private final boolean extracts;

    DefaultText(OdooApi api, Reading reading, FieldPaths paths, boolean extracts) {
        this.api = api;
        this.reading = reading;
        this.paths = paths;
        this.extracts = extracts;
    }

    ModelText of(OdooModel model) {
        String name = model.name().value();
        boolean own = reading.recipes().containsKey(model.name());
        Optional<Recipe> recipe = recipe(model.name());
        if (own) {
            recipe.ifPresent(found -> new RecipeCheck(model, found, paths).run());
        }
        String label = recipe.map(Recipe::label).filter(text -> !text.isEmpty()).orElseGet(() -> label(name));
        return recipe.map(found -> new AdaptedRecipe(model, found.forFiles(extracts), own, paths).text(label))
                .map(text -> text.withDefaults(defaultChoices(model, text)))
                .orElseGet(() -> fallback(model, label));
    }

    /**
     * The text by a recipe once it is known what the user may not read: of several fields that one part names, the first of
     * those that are left. Empty if that changes nothing.
     */
    Optional<ModelText> withinRights(OdooModel model) {
        ModelText before = model.text();
        boolean own = reading.recipes().containsKey(model.name());
        return recipe(model.name())
                .map(found -> new AdaptedRecipe(model, found.forFiles(extracts), own, paths).text(before.label()))
                .filter(text -> !text.fields().equals(before.fields())
                        || !text.payload().equals(before.payload()))
                .map(text -> text.withDefaults(defaultChoices(model, text)));
    }

    /** The recipe of the configuration, or a shipped one. */
    Optional<Recipe> recipe(ModelName model) {
        return Optional.ofNullable(reading.recipes().get(model)).or(() -> ShippedRecipes.of(model.value()));
    }

    private ModelText fallback(OdooModel model, String label) {
        List<String> fields = DefaultFields.of(model);
        ModelText text = new ModelText(
                label,
                fields.contains("display_name") ? "display_name" : "",
                fields,
                Map.of(),
                DefaultFields.payload(model, fields),
                List.of(),
                Conditions.NONE,
                Map.of(),
                List.of(),
                DefaultFields.leftOut(model),
                "");
        return text.withRecipe(FieldRecipe.canonicalForm(model.name(), text)).withDefaults(defaultChoices(model, text));
    }

    /** What people call the records of a model, in the language of the source; made from its name where the user may not ask. */
    private String label(String model) {
        Object answer = optional(new OdooCall("ir.model", "display_name_for").with("models", List.of(model)));
        if (answer instanceof List<?> models
                && !models.isEmpty()
                && models.get(0) instanceof Map<?, ?> entry
                && entry.get("display_name") instanceof String found
                && !found.equals(model)) {
            return Texts.clean(found);
        }
        String words = model.replace('.', ' ').replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The choices that nobody made; states are always worth a line, and so is what a recipe shows under conditions. */
    private Map<String, String> defaultChoices(OdooModel model, ModelText text) {
        Map<String, String> choices = new TreeMap<>();
        for (String name : text.fields()) {
            RecipePart part = text.parts().get(name);
            OdooField field = part == null ? model.field(name) : part.field();
            boolean plain = part == null
                    || (part.lines().isEmpty() && part.when().fields().isEmpty());
            if (plain && field != null && field.odooType().equals("selection") && !DefaultFields.isState(field)) {
                choices.put(name, field.name());
            }
        }
        if (choices.isEmpty()) {
            return Map.of();
        }
        Map<?, ?> values = defaults(model.name().value(), List.copyOf(new TreeSet<>(choices.values())));
        choices.replaceAll((name, field) -> String.valueOf(values.get(field)));
        choices.values().removeAll(List.of("null", "false"));
        return choices;
    }

    private Map<?, ?> defaults(String model, List<String> fields) {
        // Named "fields_list" before version 19, which is the first that names it over JSON-2.
        Object answer = optional(new OdooCall(model, "default_get").with("fields", fields));
        return answer instanceof Map<?, ?> values ? values : Map.of();
    }

    /** The answer to a call that the text can do without, or nothing. */
    private @Nullable Object optional(OdooCall call) {
        return api.optional(() -> Optional.ofNullable(api.call(call)), failure -> Optional.empty())
                .orElse(null);
    }
}

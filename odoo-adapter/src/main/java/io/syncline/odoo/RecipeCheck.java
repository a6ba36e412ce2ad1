package io.syncline.odoo;

import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.NearestNames;
import io.syncline.odoo.internal.recipe.Alternatives;
import io.syncline.odoo.internal.recipe.Recipe;
import io.syncline.odoo.internal.recipe.RecipeEntry;
import io.syncline.odoo.internal.recipe.RecipeLines;
import io.syncline.odoo.internal.recipe.ShippedRecipes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the names in a recipe of the configuration. What it names must exist, since a person wrote it. Only names that the
 * shipped recipe of the model has too may be missing: a copy of it fits several versions of Odoo.
 */
final class RecipeCheck {

    private final OdooModel model;
    private final Recipe recipe;
    private final FieldPaths paths;
    private final Set<String> shipped;
    private final List<String> problems = new ArrayList<>();

    RecipeCheck(OdooModel model, Recipe recipe, FieldPaths paths) {
        this.model = model;
        this.recipe = recipe;
        this.paths = paths;
        shipped =
                ShippedRecipes.of(model.name().value()).map(RecipeCheck::names).orElse(Set.of());
    }

    /** All names of a recipe; those of linked records behind their link and a dot. */
    private static Set<String> names(Recipe recipe) {
        Set<String> names = new HashSet<>(recipe.required());
        names.addAll(recipe.watch());
        names.addAll(recipe.hidden().fields());
        names.add(recipe.title());
        recipe.payload().forEach(some -> names.addAll(Alternatives.of(some)));
        for (RecipeEntry entry : recipe.text()) {
            names.addAll(entry.fields());
            names.addAll(entry.when().fields());
            entry.lines()
                    .ifPresent(lines ->
                            of(lines).forEach(name -> entry.fields().forEach(link -> names.add(link + "." + name))));
        }
        return names;
    }

    private static Set<String> of(RecipeLines lines) {
        Set<String> names = new HashSet<>(lines.each().fields());
        names.addAll(lines.only().fields());
        return names;
    }

    /**
     * Runs the check.
     *
     * @throws SetupException if a name is unknown; it lists all of them
     */
    void run() {
        if (!recipe.title().isEmpty()) {
            check(List.of(recipe.title()));
        }
        recipe.text().forEach(this::check);
        recipe.payload().forEach(names -> check(Alternatives.of(names)));
        recipe.required().forEach(name -> check(List.of(name)));
        recipe.hidden().fields().forEach(name -> check(List.of(name)));
        recipe.watch().stream()
                .filter(path -> !shipped.contains(path) && !paths.isWatchable(model, path))
                .forEach(path -> problems.add("'" + path + "' in 'watch', which is no link that can be watched"));
        if (!problems.isEmpty()) {
            throw new SetupException("The recipe for " + model.name()
                    + " names what does not exist in this database, what this user may not read, or what cannot be shown: "
                    + String.join("; ", problems) + ". Correct the recipe");
        }
    }

    private void check(RecipeEntry entry) {
        entry.when().fields().forEach(name -> check(List.of(name)));
        check(entry.fields());
        entry.lines().ifPresent(lines -> linkOf(entry).ifPresent(link -> check(link, lines)));
    }

    private void check(List<String> alternatives) {
        check(alternatives, "", model.fields());
    }

    private void check(OdooField link, RecipeLines lines) {
        String relation = link.relation();
        if (!link.linksToMany() || relation == null) {
            problems.add("'" + link.name() + "' in 'lines', which is no link to several records");
            return;
        }
        Map<String, OdooField> fields = paths.fieldsOf(relation);
        if (!fields.isEmpty()) {
            lines.each().alternatives().forEach(names -> check(names, link.name() + ".", fields));
            lines.only().fields().forEach(name -> check(List.of(name), link.name() + ".", fields));
            lines.each().fields().forEach(name -> checkKind(link, name, fields.get(name)));
        }
    }

    private void checkKind(OdooField link, String name, @Nullable OdooField field) {
        if (field != null && !PartDecoder.canShow(field)) {
            problems.add("'" + link.name() + "." + name + "', which a line cannot show, since it is of type "
                    + field.odooType() + " (an 'only' may choose lines by it)");
        }
    }

    private Optional<OdooField> linkOf(RecipeEntry entry) {
        return entry.fields().stream()
                .flatMap(name -> Optional.ofNullable(model.field(name)).stream())
                .findFirst();
    }

    private void check(List<String> alternatives, String prefix, Map<String, OdooField> fields) {
        boolean known = alternatives.stream().anyMatch(fields::containsKey)
                || alternatives.stream().allMatch(name -> shipped.contains(prefix + name));
        if (!known) {
            String name = alternatives.get(0);
            problems.add("'" + prefix + String.join("|", alternatives) + "'" + suggestion(name, fields.keySet()));
        }
    }

    private static String suggestion(String name, Collection<String> names) {
        return NearestNames.to(name, names, 1).stream()
                .map(near -> " (did you mean '" + near + "'?)")
                .findFirst()
                .orElse("");
    }
}

package io.syncline.odoo;

import io.syncline.api.LeftOutField;
import io.syncline.core.port.record.FieldType;
import io.syncline.odoo.internal.privacy.PrivacyReason;
import io.syncline.odoo.internal.privacy.PrivateRecords;
import io.syncline.odoo.internal.recipe.Alternatives;
import io.syncline.odoo.internal.recipe.Conditions;
import io.syncline.odoo.internal.recipe.Recipe;
import io.syncline.odoo.internal.recipe.RecipeEntry;
import io.syncline.odoo.internal.recipe.RecipeFiles;
import io.syncline.odoo.internal.recipe.RecipeLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A recipe, adapted to what the server's version and the user have. Private fields are left out of a shipped recipe; a recipe
 * of the configuration names what it shows.
 */
final class AdaptedRecipe {

    private static final String NAME = "display_name";

    private final OdooModel model;
    private final Recipe recipe;
    private final boolean own;
    private final FieldPaths paths;
    private final Map<String, RecipePart> parts = new LinkedHashMap<>();
    private final List<LeftOutField> leftOut = new ArrayList<>();

    /**
     * Prepares the adaptation.
     *
     * @param own whether the recipe is of the configuration
     */
    AdaptedRecipe(OdooModel model, Recipe recipe, boolean own, FieldPaths paths) {
        this.model = model;
        this.recipe = recipe;
        this.own = own;
        this.paths = paths;
    }

    ModelText text(String label) {
        Set<String> fields = new LinkedHashSet<>();
        String title = title(label);
        if (!title.isEmpty()) {
            fields.add(title);
        }
        recipe.text().forEach(entry -> add(entry, fields));
        if (recipe.custom()) {
            addCustomFields(fields);
        }
        return new ModelText(
                label,
                title,
                List.copyOf(fields),
                parts,
                payload(),
                required(),
                known(recipe.hidden()),
                Map.of(),
                watch(),
                leftOut,
                recipe.canonicalForm());
    }

    /** The name of what names a record. */
    private String title(String label) {
        OdooField field = recipe.title().isEmpty() ? null : model.field(recipe.title());
        if (field == null) {
            OdooField usual = model.field(NAME);
            return usual == null || isPrivate(usual) ? "" : NAME;
        }
        String name = RecipePart.nameOfField(field.name());
        parts.put(name, RecipePart.ofField(name, field, label, Conditions.NONE));
        return name;
    }

    private boolean isPrivate(OdooField field) {
        return ModelPrivacy.reasonInRecipe(model.name().value(), field).isPresent();
    }

    /** What no recipe can know: fields that the users of this server have added, and properties. */
    private void addCustomFields(Set<String> fields) {
        for (String name : DefaultFields.of(model)) {
            OdooField field = model.field(name);
            boolean added = name.startsWith("x_") || (field != null && field.type() == FieldType.PROPERTIES);
            if (added && field != null) {
                fields.add(name);
            }
        }
    }

    private void add(RecipeEntry entry, Set<String> fields) {
        if (entry.files().isPresent()) {
            addFiles(entry, entry.files().get(), fields);
            return;
        }
        OdooField field = first(entry.fields());
        if (field == null) {
            return;
        }
        if (entry.lines().isPresent()) {
            addLines(field, entry, entry.lines().get(), fields);
        } else if (entry.label().isEmpty()
                && entry.unit().isEmpty()
                && entry.when().fields().isEmpty()) {
            fields.add(field.name());
        } else {
            String name = unused(RecipePart.nameOfField(field.name()));
            String label = entry.label().isEmpty() ? field.label() : entry.label();
            parts.put(
                    name,
                    RecipePart.ofField(name, field, label, known(entry.when())).in(entry.unit()));
            fields.add(name);
        }
    }

    private void addLines(OdooField link, RecipeEntry entry, RecipeLines lines, Set<String> fields) {
        String relation = link.relation();
        if (!link.linksToMany() || relation == null) {
            return;
        }
        SortedMap<String, OdooField> targets = targets(link, relation, lines);
        if (!targets.isEmpty()) {
            String name = unused(RecipePart.nameOfLines(link.name()));
            String label = entry.label().isEmpty() ? link.label() : entry.label();
            RecipeLines shown =
                    lines.with(lines.only().on(paths.fieldsOf(relation).keySet()));
            parts.put(
                    name,
                    new RecipePart(
                            name, link, label, "", Optional.of(shown), Optional.empty(), targets, known(entry.when())));
            fields.add(name);
        }
    }

    /** The text of a file is known by the checksum of the file, those of attachments by the id of their record. */
    private void addFiles(RecipeEntry entry, RecipeFiles files, Set<String> fields) {
        boolean possible = files.attached() || model.name().value().equals(AttachedFile.MODEL);
        OdooField key = possible ? model.field(files.attached() ? "id" : "checksum") : null;
        if (key == null) {
            return;
        }
        String name = unused(files.attached() ? "attachments.text" : "datas.text");
        String usual = files.attached() ? "Attachments" : "Content";
        String label = entry.label().isEmpty() ? usual : entry.label();
        parts.put(
                name,
                new RecipePart(
                        name,
                        key,
                        label,
                        "",
                        Optional.empty(),
                        Optional.of(files),
                        new TreeMap<>(),
                        known(entry.when())));
        fields.add(name);
    }

    /** A name that no part has yet: a field may be shown twice, under other conditions. */
    private String unused(String name) {
        String free = name;
        for (int i = 2; parts.containsKey(free); i++) {
            free = name + i;
        }
        return free;
    }

    private SortedMap<String, OdooField> targets(OdooField link, String relation, RecipeLines lines) {
        SortedMap<String, OdooField> found = new TreeMap<>();
        Map<String, OdooField> fields = paths.fieldsOf(relation);
        for (String name : lines.each().fields()) {
            OdooField field = fields.get(name);
            if (field != null && PartDecoder.canShow(field) && mayShow(relation, field, link.name() + ".")) {
                found.put(name, field);
            }
        }
        if (!found.isEmpty()) {
            Set<String> deciding = new TreeSet<>(lines.only().fields());
            deciding.addAll(PrivateRecords.decidingFieldsOfLines(relation));
            deciding.forEach(name -> Optional.ofNullable(fields.get(name)).ifPresent(field -> found.put(name, field)));
            LineOrder.position(fields).ifPresent(field -> found.put(field.name(), field));
        }
        return found;
    }

    /** Conditions on fields that the version has. */
    private Conditions known(Conditions when) {
        return when.on(model.fields().keySet());
    }

    /** The first field that the version has, rather one that this user may read. */
    private @Nullable OdooField first(List<String> names) {
        OdooField chosen = null;
        for (String name : names) {
            OdooField field = model.field(name);
            if (field != null && (chosen == null || model.isDropped(chosen.name()))) {
                chosen = chosen == null || !model.isDropped(name) ? field : chosen;
            }
        }
        return chosen != null && mayShow(model.name().value(), chosen, "") ? chosen : null;
    }

    private boolean mayShow(String owner, OdooField field, String prefix) {
        Optional<PrivacyReason> reason = own ? Optional.empty() : ModelPrivacy.reasonInRecipe(owner, field);
        reason.ifPresent(why -> leftOut.add(new LeftOutField(prefix + field.name(), why.description())));
        return reason.isEmpty();
    }

    private List<String> payload() {
        List<String> found = new ArrayList<>();
        for (String names : recipe.payload()) {
            OdooField field = first(Alternatives.of(names));
            if (field != null) {
                found.add(field.name());
            }
        }
        return found;
    }

    private List<String> required() {
        return recipe.required().stream()
                .map(name -> parts.containsKey(RecipePart.nameOfField(name)) ? RecipePart.nameOfField(name) : name)
                .filter(name -> parts.containsKey(name) || model.field(name) != null)
                .toList();
    }

    private List<String> watch() {
        return recipe.watch().stream()
                .filter(path -> paths.isWatchable(model, path))
                .toList();
    }
}

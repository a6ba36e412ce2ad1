package io.syncline.odoo;

import io.syncline.api.LeftOutField;
import io.syncline.api.ModelName;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.odoo.ReadingSettings.Reading;
import io.syncline.odoo.internal.recipe.Alternatives;
import io.syncline.odoo.internal.recipe.Recipe;
import io.syncline.odoo.internal.recipe.RecipeEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes a model to the engine and to users. */
final class ModelDescriber {

    private static final String NAME = "display_name";

    private final OdooApi api;
    private final ModelReader models;
    private final Reading reading;
    private final Languages languages;
    private final FileExtraction files;
    private volatile @Nullable Companies companies;

    ModelDescriber(OdooApi api, ModelReader models, Reading reading, FileExtraction files) {
        this.files = files;
        this.api = api;
        this.models = models;
        this.reading = reading;
        languages = new Languages(api, reading.language());
    }

    ModelDescription describe(ModelName name, Collection<String> fields) {
        List<String> named = named(name, fields);
        ModelPrivacy.check(name, named);
        long broken = api.broken().count();
        languages.check();
        OdooModel model = models.read(name, fields);
        ModelPrivacy privacy = new ModelPrivacy(model);
        List<LeftOutField> leftOut = privacy.leftOut(named);
        ModelDescription.Builder description = ModelDescription.builder()
                .model(name)
                .hasChangeTime(model.hasChangeTime())
                .rendering(rendering() + recipe(model, fields) + files(model, fields))
                .scope(scope(model))
                .warnings(warnings(model));
        companies().addTo(description);
        addText(model, description);
        privacy.warning(named).ifPresent(description::addWarnings);
        privacy.note(leftOut).ifPresent(description::addNotes);
        model.fields().values().stream()
                .filter(field -> !model.isDropped(field.name()))
                .forEach(field -> description.addFields(description(model, field)));
        model.subFields().stream()
                .filter(field -> !model.isDropped(field.name()))
                .forEach(field -> description.addFields(field.description()));
        return description
                .restrictedFields(model.restricted())
                .leftOutFields(leftOut)
                .provisional(api.broken().since(broken))
                .build();
    }

    /** The fields that the configuration names, also by a recipe of its own. */
    private List<String> named(ModelName name, Collection<String> fields) {
        List<String> named = new ArrayList<>(fields);
        Recipe recipe = reading.recipes().get(name);
        if (recipe == null) {
            return named;
        }
        if (fields.isEmpty()) {
            named.addAll(recipe.payload().stream()
                    .flatMap(names -> Alternatives.of(names).stream())
                    .toList());
            Stream.of(recipe.title()).filter(title -> !title.isEmpty()).forEach(named::add);
        }
        recipe.text().stream()
                .filter(entry -> fields.isEmpty() || fields.stream().anyMatch(field -> isOf(entry, field)))
                .forEach(entry -> addNames(entry, named));
        return named;
    }

    /** Whether a template names a part of a recipe. */
    private static boolean isOf(RecipeEntry entry, String part) {
        return entry.fields().stream().anyMatch(link -> RecipePart.isOf(link, part));
    }

    private static void addNames(RecipeEntry entry, List<String> named) {
        named.addAll(entry.fields());
        entry.lines()
                .ifPresent(lines -> entry.fields()
                        .forEach(link -> lines.each().fields().forEach(field -> named.add(link + "." + field))));
    }

    private static void addText(OdooModel model, ModelDescription.Builder description) {
        ModelText text = model.text();
        List<String> fields =
                text.fields().stream().filter(name -> !model.isDropped(name)).toList();
        description
                .defaultFields(fields)
                .defaultPayload(text.payload().stream()
                        .filter(name -> !model.isDropped(name))
                        .toList())
                .essentialFields(text.required().stream()
                        .filter(name -> !model.isDropped(name))
                        .toList())
                .defaultChoices(text.defaultChoices());
        if (!text.title().isEmpty() && !model.isDropped(text.title())) {
            description.titleField(text.title());
        }
        for (RecipePart part : text.parts().values()) {
            if (!model.isDropped(part.name())) {
                description.addFields(part.description());
                if (part.apart()) {
                    description.addSeparateFields(part.name());
                }
            }
        }
    }

    /** The name of a record is labelled by what people call such records. */
    private static FieldDescription description(OdooModel model, OdooField field) {
        FieldDescription own = field.description();
        return field.name().equals(NAME) && !model.text().label().isEmpty()
                ? new FieldDescription(NAME, model.text().label(), own.type())
                : own;
    }

    /** The recipe decides about texts of default fields, and of the parts that a template names. */
    private static String recipe(OdooModel model, Collection<String> fields) {
        ModelText text = model.text();
        boolean used = fields.isEmpty() || fields.stream().anyMatch(text.parts()::containsKey);
        return used && !text.recipe().isEmpty() ? ", recipe " + text.recipe().strip() : "";
    }

    /** The extractor decides about texts of files. */
    private String files(OdooModel model, Collection<String> fields) {
        Stream<RecipePart> parts =
                model.text().parts().values().stream().filter(part -> fields.isEmpty() || fields.contains(part.name()));
        return parts.anyMatch(part -> part.files().isPresent()) ? ", files by " + files.fingerprint() : "";
    }

    /** The settings that change the texts of records without a change of the records. The first company decides some values. */
    private String rendering() {
        return "odoo 1, language " + reading.language().orElse("none")
                + (reading.companies().isEmpty()
                        ? ""
                        : ", company " + reading.companies().get(0));
    }

    private String scope(OdooModel model) {
        List<String> conditions = new ArrayList<>();
        if (!reading.companies().isEmpty()) {
            conditions.add("companies " + new TreeSet<>(reading.companies()));
        }
        models.filters().of(model).forEach(filter -> conditions.add(filter.toString()));
        if (!model.unwatched().isEmpty()) {
            // A change behind a link that is not watched is missed; once the link is watched, all records are read
            // again.
            conditions.add(
                    "without changes behind " + new TreeSet<>(model.unwatched().keySet()));
        }
        return String.join("; ", conditions);
    }

    private List<String> warnings(OdooModel model) {
        List<String> warnings = new ArrayList<>();
        languages.warning().ifPresent(warnings::add);
        if (!model.hasChangeTime()) {
            warnings.add(model.name() + " has no change time: every run reads all of its records");
        }
        Query.all(model, models.filters().of(model)).undecidable().ifPresent(warnings::add);
        Map<String, List<String>> byReason = new TreeMap<>();
        new TreeMap<>(model.unwatched())
                .forEach((path, reason) -> byReason.computeIfAbsent(reason, none -> new ArrayList<>())
                        .add(path));
        byReason.forEach((reason, paths) -> warnings.add("Changes behind " + String.join(", ", paths) + " of "
                + model.name() + " are not detected, since " + reason));
        return warnings;
    }

    /** Read once, since it is the same for all models and a new company is rare. */
    private Companies companies() {
        Companies known = companies;
        if (known == null) {
            known = readCompanies();
            companies = known;
        }
        return known;
    }

    private Companies readCompanies() {
        return api.optional(
                () -> new Companies(true, "Records of these companies are read: " + namesOfCompanies()),
                failure -> new Companies(false, "The companies of this user cannot be read: " + failure.getMessage()));
    }

    private String namesOfCompanies() {
        Domain all = Domain.in(IdRange.ALL);
        Domain domain = reading.companies().isEmpty()
                ? all.and(
                        "user_ids", "in", List.of((int) api.connection().login().userId()))
                : all.and(
                        "id",
                        "in",
                        reading.companies().stream().map(Long::intValue).toList());
        return api.searchRead("res.company", domain, List.of("name"), 0).stream()
                .map(row -> row.get("name") + " (" + row.get("id") + ")")
                .collect(Collectors.joining(", "));
    }

    /** A sentence about the companies whose records are read. */
    private record Companies(boolean known, String message) {

        void addTo(ModelDescription.Builder description) {
            if (known) {
                description.addNotes(message);
            } else {
                description.addWarnings(message);
            }
        }
    }
}

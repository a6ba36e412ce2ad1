package io.syncline.core.text;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.vector.Payload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which fields of a model make up the text, by which template, and which go to the payload; checked against what the
 * source has.
 *
 * @param model the model
 * @param textFields fields of the text
 * @param template the user's template, or empty for one line per field
 * @param payloadFields technical names of the fields of the payload
 * @param rendering whatever else decides about the text, see {@link ModelDescription#rendering()}
 * @param rules what the source knows about such texts
 */
public record DocumentPlan(
        ModelName model,
        List<FieldDescription> textFields,
        Optional<String> template,
        List<String> payloadFields,
        String rendering,
        TextRules rules) {

    /** Copies the lists. */
    public DocumentPlan {
        textFields = List.copyOf(textFields);
        payloadFields = List.copyOf(payloadFields);
    }

    /**
     * A plan that the source can serve. Fields that this user may not read are left out. A name that differs only in case from that of a
     * single field means that field.
     *
     * @param description the model
     * @param fields fields of the text; empty for those of the template, or the source's choice
     * @param template a template, or empty for one line per field
     * @param payload fields of the payload
     * @return the plan
     * @throws SetupException if a field does not exist, cannot be made into text, or bears a reserved name
     */
    public static DocumentPlan of(
            ModelDescription description, List<String> fields, Optional<String> template, List<String> payload) {
        List<String> wanted =
                template.map(text -> Template.parse(text).fields()).orElse(fields);
        boolean sourceChooses = wanted.isEmpty() && template.isEmpty();
        List<String> names = sourceChooses ? description.defaultFields() : wanted;
        List<String> stores = sourceChooses && payload.isEmpty() ? description.defaultPayload() : payload;
        FieldLookup lookup = new FieldLookup(description);
        List<FieldDescription> textFields = lookup.readable(names, "text");
        stores.stream().map(lookup::meant).forEach(DocumentPlan::refuseReserved);
        List<FieldDescription> stored = lookup.readable(stores, "payload");
        stored.stream().filter(DocumentPlan::hasName).forEach(field -> refuseReserved(field.name() + "_name"));
        List<String> payloadFields = stored.stream().map(FieldDescription::name).toList();
        return new DocumentPlan(
                description.model(),
                textFields,
                template.map(text -> Template.renamed(text, lookup::meant)),
                payloadFields,
                description.rendering(),
                sourceChooses ? TextRules.ofSource(description) : TextRules.ofUser(description));
    }

    /**
     * The fields that a user has named.
     *
     * @param fields fields of the text, or empty
     * @param template a template, or empty
     * @param payload fields of the payload
     * @return technical names, each once; without the source's choice
     */
    public static List<String> named(List<String> fields, Optional<String> template, List<String> payload) {
        Set<String> names = new LinkedHashSet<>(fields);
        template.ifPresent(text -> names.addAll(Template.parse(text).fields()));
        names.addAll(payload);
        return List.copyOf(names);
    }

    private static boolean hasName(FieldDescription field) {
        return field.type() == FieldType.REFERENCE || field.type() == FieldType.REFERENCES;
    }

    private static void refuseReserved(String field) {
        if (Payload.RESERVED.contains(field)) {
            throw new SetupException(
                    "The field '" + field
                            + "' cannot be stored in the payload: the name is used by Syncline itself. Leave it out of 'payload'");
        }
    }

    /**
     * All fields to read.
     *
     * @return technical names, each once
     */
    public List<String> fields() {
        Set<String> names = new LinkedHashSet<>();
        textFields.forEach(field -> names.add(field.name()));
        names.addAll(payloadFields);
        names.addAll(rules.essential());
        rules.title().ifPresent(title -> names.add(title.name()));
        return List.copyOf(names);
    }

    /**
     * What makes the text and the payload: plans of equal fingerprints make equal documents of equal records.
     *
     * @return 16 hexadecimal digits
     */
    public String fingerprint() {
        List<String> parts = new ArrayList<>();
        textFields.forEach(field -> parts.add(field.name() + "=" + field.label() + "=" + field.type()));
        parts.add(template.orElse("-"));
        parts.addAll(payloadFields);
        parts.add(rendering);
        if (rules.omitsUninformative()) {
            parts.addAll(rules.essential());
            new TreeMap<>(rules.defaultChoices()).forEach((field, key) -> parts.add(field + "=" + key));
        }
        return ContentHash.shortOf(
                parts.stream().map(part -> part.length() + ":" + part).collect(Collectors.joining()));
    }

    TextComposer composer() {
        return template.map(text -> TextComposer.of(Template.parse(text), rules))
                .orElseGet(() -> TextComposer.of(new LabelledText(textFields, rules), rules));
    }

    static boolean hasText(FieldType type) {
        return type != FieldType.BINARY && type != FieldType.OTHER;
    }
}

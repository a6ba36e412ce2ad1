package io.syncline.odoo;

import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.FieldValue.Property;
import io.syncline.core.port.record.FieldValue.Reference;
import io.syncline.odoo.internal.privacy.PrivacyRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decodes the properties that a parent record defines for a record. Thread-safe. */
final class PropertyValues {

    /** What properties are of, if they are of things. */
    private static final Map<String, String> OF_THINGS =
            Map.of("product_properties", "product.template", "lot_properties", "stock.lot");

    private final JsonCodec json;
    private final SimpleValues simple;

    PropertyValues(JsonCodec json, SimpleValues simple) {
        this.json = json;
        this.simple = simple;
    }

    /**
     * Decodes the properties of a record, except those whose labels tell that they are private.
     *
     * @param field the name of the field
     */
    FieldValue decode(String field, @Nullable Object value) {
        if (SimpleValues.isNone(value)) {
            return FieldValue.EMPTY;
        }
        List<Property> properties = new ArrayList<>();
        for (Object item : (List<?>) SimpleValues.nonNull(value)) {
            Map<?, ?> property = (Map<?, ?>) SimpleValues.nonNull(item);
            String type = String.valueOf(property.get("type"));
            String label = property.get("string") instanceof String text ? text : String.valueOf(property.get("name"));
            if (!type.equals("separator") && !PrivacyRules.isPrivateLabel(OF_THINGS.getOrDefault(field, ""), label)) {
                properties.add(new Property(label, property(type, property)));
            }
        }
        return properties.isEmpty() ? FieldValue.EMPTY : new FieldValue.Properties(properties);
    }

    private FieldValue property(String type, Map<?, ?> property) {
        Object value = property.get("value");
        return switch (type) {
            case "char", "text" -> simple.decode(FieldType.TEXT, value);
            case "html" -> simple.decode(FieldType.HTML, value);
            case "boolean" -> simple.decode(FieldType.BOOLEAN, value);
            case "integer" -> simple.decode(FieldType.WHOLE, value);
            case "float" -> simple.decode(FieldType.DECIMAL, value);
            case "date" -> simple.decode(FieldType.DATE, value);
            case "datetime" -> simple.decode(FieldType.TIMESTAMP, value);
            case "monetary" -> SimpleValues.money(value, null);
            case "many2one" -> simple.decode(FieldType.REFERENCE, value);
            case "many2many" -> pairs(value);
            case "selection" -> SimpleValues.choice(labels(property.get("selection")), value);
            case "tags" -> tags(labels(property.get("tags")), value);
            default ->
                SimpleValues.isNone(value) ? FieldValue.EMPTY : new FieldValue.Json(Texts.clean(json.text(value)));
        };
    }

    private static FieldValue pairs(@Nullable Object value) {
        if (SimpleValues.isNone(value)) {
            return FieldValue.EMPTY;
        }
        List<Reference> references = new ArrayList<>();
        for (Object item : (List<?>) SimpleValues.nonNull(value)) {
            if (SimpleValues.reference(item) instanceof Reference reference) {
                references.add(reference);
            }
        }
        return references.isEmpty() ? FieldValue.EMPTY : new FieldValue.References(references);
    }

    /** Tags of properties are not records, so only their labels are known. */
    private static FieldValue tags(Map<String, String> labels, @Nullable Object value) {
        if (SimpleValues.isNone(value)) {
            return FieldValue.EMPTY;
        }
        String text = ((List<?>) SimpleValues.nonNull(value))
                .stream()
                        .map(String::valueOf)
                        .map(key -> labels.getOrDefault(key, key))
                        .collect(Collectors.joining(", "));
        return text.isEmpty() ? FieldValue.EMPTY : new FieldValue.Text(text);
    }

    private static Map<String, String> labels(@Nullable Object options) {
        if (!(options instanceof List<?> list)) {
            return Map.of();
        }
        return list.stream()
                .filter(option -> option instanceof List<?> pair && pair.size() >= 2)
                .map(option -> (List<?>) option)
                .collect(Collectors.toMap(
                        pair -> String.valueOf(pair.get(0)), pair -> String.valueOf(pair.get(1)), (a, b) -> a));
    }
}

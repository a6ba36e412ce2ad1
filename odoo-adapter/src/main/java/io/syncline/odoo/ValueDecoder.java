package io.syncline.odoo;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.FieldValue.Property;
import io.syncline.core.port.record.FieldValue.Reference;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Converts the values that Odoo sends to typed values, which are the same for all transports. {@code false} means no value,
 * except for booleans.
 *
 * <p>Thread-safe.
 */
final class ValueDecoder {

    /** A value does not match the type of its field. */
    static final class Unexpected extends Exception {
        Unexpected(String message) {
            super(message);
        }
    }

    private final JsonCodec json;

    ValueDecoder(JsonCodec json) {
        this.json = json;
    }

    /**
     * Decodes a value.
     *
     * @param field its field
     * @param value the value as sent
     * @param row the row of the value, for the currency
     * @param related the values of linked records
     */
    FieldValue decode(OdooField field, @Nullable Object value, Map<String, Object> row, Related related)
            throws Unexpected {
        try {
            return switch (field.type()) {
                case CHOICE -> choice(field.selection(), value);
                case MONEY -> money(value, field.currencyField() == null ? null : row.get(field.currencyField()));
                case REFERENCES -> references(value, field, related);
                case PROPERTIES -> properties(value);
                case BINARY, OTHER -> FieldValue.EMPTY;
                default -> plain(field.type(), value);
            };
        } catch (ClassCastException | IllegalArgumentException | IndexOutOfBoundsException unexpected) {
            throw new Unexpected("field " + field.name() + " has a value that is not of type " + field.odooType());
        }
    }

    /**
     * Decodes a field of linked records: its value for a link to one record, its texts for a link to several.
     *
     * @param link the link
     * @param field a field of the linked records
     * @param value the value of the link as sent
     * @param related the values of linked records
     */
    FieldValue decodeLinked(OdooField link, OdooField field, @Nullable Object value, Related related)
            throws Unexpected {
        FieldValue links = decode(link, value, Map.of(), related);
        if (links instanceof Reference one) {
            return linked(link, field, one.id(), related);
        }
        if (!(links instanceof FieldValue.References several)) {
            return FieldValue.EMPTY;
        }
        List<Reference> texts = new ArrayList<>();
        for (Reference reference : several.values()) {
            texts.add(new Reference(reference.id(), text(linked(link, field, reference.id(), related))));
        }
        return new FieldValue.References(texts);
    }

    private FieldValue linked(OdooField link, OdooField field, RecordId id, Related related) throws Unexpected {
        Map<String, Object> row = related.row(link, id.value());
        return row == null ? FieldValue.EMPTY : decode(field, row.get(field.name()), row, Related.NONE);
    }

    private static @Nullable String text(FieldValue value) {
        if (value instanceof FieldValue.Text text) {
            return text.value();
        } else if (value instanceof FieldValue.Choice choice) {
            return choice.label();
        } else if (value instanceof Reference reference) {
            return reference.name();
        } else if (value instanceof FieldValue.Whole whole) {
            return Long.toString(whole.value());
        } else if (value instanceof FieldValue.Decimal decimal && Double.isFinite(decimal.value())) {
            return BigDecimal.valueOf(decimal.value()).stripTrailingZeros().toPlainString();
        }
        return null;
    }

    private FieldValue plain(FieldType type, @Nullable Object value) {
        if (value == null || (value.equals(false) && type != FieldType.BOOLEAN)) {
            return FieldValue.EMPTY;
        }
        return switch (type) {
            case TEXT -> new FieldValue.Text(Texts.clean(string(value)));
            case HTML -> new FieldValue.Html(Texts.clean(string(value)));
            case BOOLEAN -> new FieldValue.Bool((Boolean) value);
            case WHOLE -> new FieldValue.Whole(whole((Number) value));
            case DECIMAL -> new FieldValue.Decimal(((Number) value).doubleValue());
            case DATE -> new FieldValue.Day(Texts.date(string(value)));
            case TIMESTAMP -> new FieldValue.Timestamp(Texts.instant(string(value)));
            case REFERENCE -> reference(value);
            case JSON -> new FieldValue.Json(Texts.clean(json.text(value)));
            default -> FieldValue.EMPTY;
        };
    }

    private static boolean isNone(@Nullable Object value) {
        return value == null || value.equals(false);
    }

    /** Accepts numbers, since some text fields of older versions contain them. */
    private static String string(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number number) {
            return number.toString();
        }
        throw new IllegalArgumentException("not a text");
    }

    /** XML-RPC sends numbers beyond 32 bits as doubles. */
    private static long whole(Number number) {
        if (number instanceof Double decimal && decimal != Math.rint(decimal)) {
            throw new IllegalArgumentException("not whole");
        }
        return number.longValue();
    }

    private static FieldValue choice(Map<String, String> labels, @Nullable Object value) {
        if (isNone(value)) {
            return FieldValue.EMPTY;
        }
        String key = Texts.clean(string(value));
        return new FieldValue.Choice(key, labels.getOrDefault(key, key));
    }

    private static FieldValue money(@Nullable Object value, @Nullable Object currency) {
        if (isNone(value)) {
            return FieldValue.EMPTY;
        }
        String name = currency instanceof List<?> pair && pair.size() == 2 ? String.valueOf(pair.get(1)) : null;
        return new FieldValue.Money(((Number) castNonNull(value)).doubleValue(), name);
    }

    private static Object castNonNull(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("no value");
        }
        return value;
    }

    /** Decodes {@code [id, name]} or, where names were not requested, the id. */
    private static FieldValue reference(@Nullable Object value) {
        if (value instanceof List<?> pair) {
            if (pair.isEmpty()) {
                return FieldValue.EMPTY;
            }
            Object name = pair.size() > 1 ? pair.get(1) : null;
            return new Reference(id(pair.get(0)), name instanceof String text ? Texts.clean(text) : null);
        }
        return new Reference(id(value), null);
    }

    private static RecordId id(@Nullable Object value) {
        return RecordId.of(whole((Number) castNonNull(value)));
    }

    private static FieldValue references(@Nullable Object value, OdooField field, Related related) {
        if (isNone(value)) {
            return FieldValue.EMPTY;
        }
        List<Reference> references = new ArrayList<>();
        for (Object item : (List<?>) castNonNull(value)) {
            RecordId id = id(item);
            references.add(new Reference(id, related.name(field, id.value())));
        }
        return references.isEmpty() ? FieldValue.EMPTY : new FieldValue.References(references);
    }

    private FieldValue properties(@Nullable Object value) {
        if (isNone(value)) {
            return FieldValue.EMPTY;
        }
        List<Property> properties = new ArrayList<>();
        for (Object item : (List<?>) castNonNull(value)) {
            Map<?, ?> property = (Map<?, ?>) castNonNull(item);
            String type = String.valueOf(property.get("type"));
            Object label = property.get("string");
            if (!type.equals("separator")) {
                properties.add(new Property(
                        label instanceof String text ? text : String.valueOf(property.get("name")),
                        property(type, property)));
            }
        }
        return properties.isEmpty() ? FieldValue.EMPTY : new FieldValue.Properties(properties);
    }

    private FieldValue property(String type, Map<?, ?> property) {
        Object value = property.get("value");
        return switch (type) {
            case "char", "text" -> plain(FieldType.TEXT, value);
            case "html" -> plain(FieldType.HTML, value);
            case "boolean" -> plain(FieldType.BOOLEAN, value);
            case "integer" -> plain(FieldType.WHOLE, value);
            case "float" -> plain(FieldType.DECIMAL, value);
            case "date" -> plain(FieldType.DATE, value);
            case "datetime" -> plain(FieldType.TIMESTAMP, value);
            case "monetary" -> money(value, null);
            case "many2one" -> plain(FieldType.REFERENCE, value);
            case "many2many" -> pairs(value);
            case "selection" -> choice(labels(property.get("selection")), value);
            case "tags" -> tags(labels(property.get("tags")), value);
            default -> isNone(value) ? FieldValue.EMPTY : new FieldValue.Json(Texts.clean(json.text(value)));
        };
    }

    private static FieldValue pairs(@Nullable Object value) {
        if (isNone(value)) {
            return FieldValue.EMPTY;
        }
        List<Reference> references = new ArrayList<>();
        for (Object item : (List<?>) castNonNull(value)) {
            if (reference(item) instanceof Reference reference) {
                references.add(reference);
            }
        }
        return references.isEmpty() ? FieldValue.EMPTY : new FieldValue.References(references);
    }

    /** Tags of properties are not records, so only their labels are known. */
    private static FieldValue tags(Map<String, String> labels, @Nullable Object value) {
        if (isNone(value)) {
            return FieldValue.EMPTY;
        }
        String text = ((List<?>) castNonNull(value))
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

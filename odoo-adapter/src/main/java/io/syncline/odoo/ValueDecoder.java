package io.syncline.odoo;

import io.syncline.api.RecordId;
import io.syncline.core.adapter.text.ValueText;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.FieldValue.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    private final SimpleValues simple;
    private final PropertyValues properties;

    ValueDecoder(JsonCodec json) {
        simple = new SimpleValues(json);
        properties = new PropertyValues(json, simple);
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
                case CHOICE -> SimpleValues.choice(field.selection(), value);
                case MONEY ->
                    SimpleValues.money(value, field.currencyField() == null ? null : row.get(field.currencyField()));
                case REFERENCES -> references(value, field, related);
                case PROPERTIES -> properties.decode(field.name(), value);
                case BINARY, OTHER -> FieldValue.EMPTY;
                default -> simple.decode(field.type(), value);
            };
        } catch (ArithmeticException inexact) {
            throw new Unexpected("field " + field.name() + " has " + inexact.getMessage());
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
        Map<String, Object> row = related.row(link, id.number());
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
            return ValueText.number(decimal.value());
        }
        return null;
    }

    private static FieldValue references(@Nullable Object value, OdooField field, Related related) {
        if (SimpleValues.isNone(value)) {
            return FieldValue.EMPTY;
        }
        List<Reference> references = new ArrayList<>();
        // Odoo orders by fields that may be equal, and PostgreSQL then as it likes: an order that comes and goes is a
        // change.
        for (Object item : (List<?>) SimpleValues.nonNull(value)) {
            RecordId id = SimpleValues.id(item);
            references.add(new Reference(id, related.name(field, id.number())));
        }
        references.sort(Comparator.comparing(Reference::id));
        return references.isEmpty() ? FieldValue.EMPTY : new FieldValue.References(references);
    }
}

package io.syncline.odoo;

import io.syncline.api.RecordId;
import io.syncline.core.port.FieldValue;
import io.syncline.core.port.FieldValue.Reference;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of fields that belong to linked records. Thread-safe. */
final class LinkedValues {

    private final ValueDecoder decoder;

    LinkedValues(ValueDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * Decodes a field of linked records: the value of one, or the texts of several.
     *
     * @param link the link
     * @param field a field of the records that it leads to
     * @param value of the link, as sent
     * @param related what was read of linked records
     */
    FieldValue decode(OdooField link, OdooField field, @Nullable Object value, Related related)
            throws ValueDecoder.Unexpected {
        FieldValue links = decoder.decode(link, value, Map.of(), related);
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

    private FieldValue linked(OdooField link, OdooField field, RecordId id, Related related)
            throws ValueDecoder.Unexpected {
        Map<String, Object> row = related.row(link, id.value());
        return row == null ? FieldValue.EMPTY : decoder.decode(field, row.get(field.name()), row, Related.NONE);
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
}

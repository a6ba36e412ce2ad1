package io.syncline.core.text;

import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.FieldValue.Bool;
import io.syncline.core.port.record.FieldValue.Choice;
import io.syncline.core.port.record.FieldValue.Decimal;
import io.syncline.core.port.record.FieldValue.Empty;
import io.syncline.core.port.record.FieldValue.Money;
import io.syncline.core.port.record.FieldValue.Reference;
import io.syncline.core.port.record.FieldValue.References;
import io.syncline.core.port.record.FieldValue.Timestamp;
import io.syncline.core.port.record.FieldValue.Whole;
import java.util.Map;

/**
 * Values as they are stored with points, to be filtered by. Links give two entries: {@code partner_id} with the id and
 * {@code partner_id_name} with the display name, or lists of both. Empty values are left out.
 */
final class FieldPayload {

    private FieldPayload() {}

    static void put(Map<String, Object> payload, String name, FieldValue value) {
        if (value instanceof Empty) {
            return;
        }
        if (value instanceof Whole whole) {
            payload.put(name, whole.value());
        } else if (value instanceof Bool bool) {
            payload.put(name, bool.value());
        } else if (value instanceof Decimal decimal) {
            putNumber(payload, name, decimal.value());
        } else if (value instanceof Money money) {
            putNumber(payload, name, money.amount());
        } else if (value instanceof Choice choice) {
            payload.put(name, choice.key());
        } else if (value instanceof Timestamp timestamp) {
            payload.put(name, timestamp.value().toString());
        } else if (value instanceof Reference reference) {
            payload.put(name, reference.id().value());
            reference.displayName().ifPresent(text -> payload.put(name + "_name", PlainText.lines(text)));
        } else if (value instanceof References references) {
            putReferences(payload, name, references);
        } else {
            putText(payload, name, value);
        }
    }

    private static void putNumber(Map<String, Object> payload, String name, double value) {
        if (Double.isFinite(value)) {
            payload.put(name, value);
        }
    }

    private static void putReferences(Map<String, Object> payload, String name, References references) {
        if (references.values().isEmpty()) {
            return;
        }
        payload.put(
                name,
                references.values().stream().map(link -> link.id().value()).toList());
        payload.put(
                name + "_name",
                references.values().stream()
                        .map(link -> PlainText.lines(link.displayName().orElse("")))
                        .toList());
    }

    private static void putText(Map<String, Object> payload, String name, FieldValue value) {
        String text = FieldText.of(value);
        if (!text.isEmpty()) {
            payload.put(name, text);
        }
    }
}

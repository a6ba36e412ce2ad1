package io.syncline.core.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.api.RecordId;
import java.time.Instant;
import java.util.Optional;

/**
 * The fields of a JSON object, each of the type that is expected.
 *
 * @param node an object
 */
record JsonFields(JsonNode node) {

    static JsonFields of(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("an object was expected, not " + node);
        }
        return new JsonFields(node);
    }

    Optional<String> text(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" should be text, not " + value);
        }
        return Optional.of(value.textValue());
    }

    Optional<Instant> instant(String name) {
        return text(name).map(Instant::parse);
    }

    Optional<Long> count(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 0) {
            throw new IllegalArgumentException("\"" + name + "\" should be a whole number from 0 on, not " + value);
        }
        return Optional.of(value.longValue());
    }

    Optional<Double> fraction(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            throw new IllegalArgumentException("\"" + name + "\" should be a number, not " + value);
        }
        return Optional.of(value.doubleValue());
    }

    /** A record id: a whole number of 64 bits, or a text. */
    Optional<RecordId> id(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isTextual()) {
            return Optional.of(RecordId.of(value.textValue()));
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("\"" + name + "\" should be a whole number or a text, not " + value);
        }
        return Optional.of(RecordId.of(value.longValue()));
    }

    Optional<JsonFields> object(String name) {
        JsonNode value = node.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(of(value));
    }

    <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is missing"));
    }
}

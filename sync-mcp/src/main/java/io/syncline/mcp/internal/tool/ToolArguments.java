package io.syncline.mcp.internal.tool;

import io.syncline.api.RecordId;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a call, which conform to the schema of the tool.
 *
 * @param values the arguments by name
 */
public record ToolArguments(Map<String, Object> values) {

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(Object::toString);
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new InvalidCallException("'" + name + "' is missing"));
    }

    boolean flag(String name, boolean otherwise) {
        return values.get(name) instanceof Boolean given ? given : otherwise;
    }

    Optional<Boolean> flag(String name) {
        return values.get(name) instanceof Boolean given ? Optional.of(given) : Optional.empty();
    }

    long number(String name, long otherwise) {
        return values.get(name) instanceof Number given ? given.longValue() : otherwise;
    }

    /** A number is the id of a number; a text is one as well if it is written like one, since models mix them up. */
    Optional<RecordId> recordId(String name) {
        return text(name).map(written -> {
            try {
                return RecordId.parse(written);
            } catch (IllegalArgumentException e) {
                throw new InvalidCallException("'" + name + "' is not the id of a record: " + e.getMessage());
            }
        });
    }
}

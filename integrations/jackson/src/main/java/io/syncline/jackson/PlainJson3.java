package io.syncline.jackson;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes plain values with the generator alone, so that no setting of the mapper, such as to leave out nulls, changes them. */
final class PlainJson3 {

    private PlainJson3() {}

    static void write(@Nullable Object value, JsonGenerator json) {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            object.forEach((name, member) -> {
                json.writeName(String.valueOf(name));
                write(member, json);
            });
            json.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            json.writeStartArray();
            list.forEach(item -> write(item, json));
            json.writeEndArray();
        } else {
            json.writePOJO(value);
        }
    }
}

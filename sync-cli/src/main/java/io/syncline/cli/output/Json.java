package io.syncline.cli.output;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.syncline.api.ModelName;
import io.syncline.api.json.JsonForm;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object under construction; its members keep their order. Not thread-safe. */
public final class Json {

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /**
     * Adds a member.
     *
     * @param name its name
     * @param value any value that Jackson writes, a model, a path or an instant
     * @return this object
     */
    public Json with(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    /**
     * Adds the members of a value.
     *
     * @param form how it is written
     * @param value the value
     * @return this object
     */
    public <T> Json with(JsonForm<T> form, T value) {
        members.putAll(form.of(value));
        return this;
    }

    /**
     * The members, for Jackson.
     *
     * @return an unmodifiable view
     */
    @JsonValue
    public Map<String, @Nullable Object> members() {
        return Collections.unmodifiableMap(members);
    }

    /** The object in one line. */
    @Override
    public String toString() {
        try {
            return Mapper.INSTANCE.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result has a value that is not JSON", e);
        }
    }

    /** Loaded with the first object that is printed: most commands print none. */
    private static final class Mapper {

        private static final ObjectMapper INSTANCE = JsonMapper.builder()
                .addModule(new SimpleModule()
                        .addSerializer(ModelName.class, ToStringSerializer.instance)
                        .addSerializer(Path.class, ToStringSerializer.instance)
                        .addSerializer(Instant.class, ToStringSerializer.instance))
                .build();
    }
}

package io.syncline.api.json;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The members of an object under construction, in their order. Not thread-safe. */
final class JsonMembers {

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /** Adds a member. */
    JsonMembers with(String name, @Nullable Object value) {
        members.put(name, plain(value));
        return this;
    }

    JsonMembers with(String name, OptionalInt value) {
        members.put(name, value.isPresent() ? value.getAsInt() : null);
        return this;
    }

    JsonMembers with(String name, OptionalLong value) {
        members.put(name, value.isPresent() ? value.getAsLong() : null);
        return this;
    }

    /** Adds a member whose name says that it is in milliseconds. */
    JsonMembers millis(String name, Duration value) {
        members.put(name, value.toMillis());
        return this;
    }

    JsonMembers millis(String name, Optional<Duration> value) {
        members.put(name, value.map(Duration::toMillis).orElse(null));
        return this;
    }

    Map<String, @Nullable Object> asMap() {
        return Collections.unmodifiableMap(members);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        }
        if (value instanceof JsonMembers object) {
            return object.asMap();
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(JsonMembers::plain).toList();
        }
        if (value instanceof RecordId id) {
            return id.value();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        return value instanceof ModelName || value instanceof Instant ? value.toString() : value;
    }
}

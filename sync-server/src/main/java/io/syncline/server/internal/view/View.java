package io.syncline.server.internal.view;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import java.math.BigDecimal;
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

/**
 * An object of an answer under construction; its members keep their order. Values become what JSON has: enums are lower-case
 * words, times are texts, durations are milliseconds, amounts are numbers, and what is empty is null. Not thread-safe.
 */
public final class View {

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /** An object without members. */
    public View() {}

    /** Adds a member. */
    public View with(String name, @Nullable Object value) {
        members.put(name, plain(value));
        return this;
    }

    /** Adds members that are what JSON has already. */
    public View withAll(Map<String, ? extends @Nullable Object> others) {
        members.putAll(others);
        return this;
    }

    /** The members. */
    public Map<String, @Nullable Object> members() {
        return Collections.unmodifiableMap(members);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof View view) {
            return view.members();
        } else if (value instanceof Map<?, ?>) {
            return value;
        } else if (value instanceof Collection<?> list) {
            return list.stream().map(View::plain).toList();
        } else if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        } else if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        } else if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        return value == null ? null : single(value);
    }

    private static Object single(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        } else if (value instanceof RecordId id) {
            return id.value();
        } else if (value instanceof Duration duration) {
            return duration.toMillis();
        } else if (value instanceof BigDecimal amount) {
            return amount.doubleValue();
        }
        return value instanceof Instant || value instanceof ModelName ? value.toString() : value;
    }

    /** The members, for messages. */
    @Override
    public String toString() {
        return members.toString();
    }
}

package io.syncline.mcp.internal.tool;

import io.syncline.api.json.JsonForm;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values in the form that all programs write, as clients read them. Members without a value are left out, since each costs an
 * assistant tokens; messages are those of {@link ClientMessages}; who runs a run, and where in the records it is, is nothing for
 * clients. Thread-safe.
 */
final class ClientForms {

    /** Members that are left out. */
    static final Set<String> WITHHELD = Set.of("owner", "checkpoint");

    private static final Set<String> MESSAGES =
            Set.of("errors", "warnings", "notes", "problem", "sink_problem", "waiting_for", "reason", "reasons");

    private final ClientMessages messages;

    ClientForms(ClientMessages messages) {
        this.messages = messages;
    }

    /** The members of a value, to which an answer may add its own. */
    <T> Map<String, Object> of(JsonForm<T> form, T value) {
        return members(form.of(value));
    }

    private Map<String, Object> members(Map<?, ?> members) {
        Map<String, Object> view = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (value != null && !WITHHELD.contains(name)) {
                view.put(String.valueOf(name), MESSAGES.contains(name) ? message(value) : shown(value));
            }
        });
        return view;
    }

    private Object message(Object value) {
        return value instanceof Collection<?> lines
                ? messages.of(lines.stream().map(String::valueOf).toList())
                : messages.of(String.valueOf(value));
    }

    private @Nullable Object shown(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return members(object);
        }
        return value instanceof List<?> list ? list.stream().map(this::shown).toList() : value;
    }
}

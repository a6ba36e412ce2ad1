package io.syncline.odoo.internal.recipe;

import io.syncline.core.adapter.NearestNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads recipes: JSON in which comments are allowed. */
public final class RecipeReader {

    private static final Set<String> KEYS =
            Set.of("model", "label", "title", "text", "payload", "required", "private", "watch", "custom");
    private static final Set<String> FIELD_KEYS = Set.of("field", "label", "unit", "when", "off");
    private static final Set<String> LINES_KEYS =
            Set.of("lines", "each", "label", "only", "when", "limit", "separate", "off");
    private static final Set<String> FILE_KEYS = Set.of("file", "label", "when", "off");
    private static final Set<String> ATTACHMENTS_KEYS = Set.of("attachments", "label", "off");
    private static final String FILE = "file";
    private static final String ATTACHMENTS = "attachments";

    /** Earlier names of keys, which stand in copies of recipes. */
    private static final Map<String, String> RENAMED =
            Map.of("needs", "required", "most", "limit", "apart", "separate");

    private RecipeReader() {}

    /**
     * Reads a recipe.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    public static Recipe read(String text) {
        Map<?, ?> root = struct("the recipe", RecipeJson.parse(text));
        check(root.keySet(), KEYS, "a recipe");
        List<RecipeEntry> entries = new ArrayList<>();
        for (Object item : list("text", root.get("text"))) {
            entry(item).ifPresent(entries::add);
        }
        if (entries.isEmpty() || text("model", root.get("model")).isEmpty()) {
            throw new IllegalArgumentException("a recipe needs a 'model' and a 'text' of at least one part");
        }
        return new Recipe(
                text("model", root.get("model")),
                text("label", root.get("label")),
                text("title", root.get("title")),
                entries,
                texts("payload", root.get("payload")),
                texts("required", root.get("required")),
                conditions("private", root.get("private")),
                texts("watch", root.get("watch")),
                flag("custom", root.get("custom")),
                text);
    }

    private static Optional<RecipeEntry> entry(@Nullable Object item) {
        if (item instanceof String names) {
            return Optional.of(RecipeEntry.of(names));
        }
        Map<?, ?> part = struct("a part of 'text'", item);
        if (part.containsKey(FILE) || part.containsKey(ATTACHMENTS)) {
            return files(part);
        }
        boolean lines = part.containsKey("lines");
        check(part.keySet(), lines ? LINES_KEYS : FIELD_KEYS, lines ? "a part with 'lines'" : "a part with a 'field'");
        String names = text("field", lines ? part.get("lines") : part.get("field"));
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a part of 'text' needs a 'field' or 'lines'");
        }
        RecipeEntry entry = new RecipeEntry(
                Alternatives.of(names),
                text("label", part.get("label")),
                text("unit", part.get("unit")),
                lines ? Optional.of(lines(part)) : Optional.empty(),
                Optional.empty(),
                conditions("when", part.get("when")));
        return flag("off", part.get("off")) ? Optional.empty() : Optional.of(entry);
    }

    private static Optional<RecipeEntry> files(Map<?, ?> part) {
        boolean attached = part.containsKey(ATTACHMENTS);
        check(
                part.keySet(),
                attached ? ATTACHMENTS_KEYS : FILE_KEYS,
                attached ? "a part with 'attachments'" : "a part with a 'file'");
        RecipeFiles files = attached ? new RecipeFiles(true, number(ATTACHMENTS, "files", part)) : RecipeFiles.OWN;
        String field = attached ? "id" : text(FILE, part.get(FILE));
        RecipeEntry entry = new RecipeEntry(
                List.of(field),
                text("label", part.get("label")),
                "",
                Optional.empty(),
                Optional.of(files),
                conditions("when", part.get("when")));
        return flag("off", part.get("off")) ? Optional.empty() : Optional.of(entry);
    }

    private static RecipeLines lines(Map<?, ?> part) {
        return new RecipeLines(
                LinePattern.parse(text("each", part.get("each"))),
                conditions("only", part.get("only")),
                limit(part),
                flag("separate", part.get("separate")));
    }

    private static void check(Set<?> keys, Set<String> known, String where) {
        for (Object key : keys) {
            if (!known.contains(String.valueOf(key))) {
                String name = RENAMED.getOrDefault(String.valueOf(key), String.valueOf(key));
                String near = NearestNames.to(name, known, 1).stream()
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .findFirst()
                        .orElse(".");
                throw new IllegalArgumentException("'" + key + "' is unknown in " + where + near + " There are "
                        + known.stream().sorted().toList());
            }
        }
    }

    private static int limit(Map<?, ?> part) {
        return part.containsKey("limit") ? number("limit", "lines", part) : RecipeLines.MOST;
    }

    private static int number(String key, String things, Map<?, ?> part) {
        if (part.get(key) instanceof Integer limit && limit > 0) {
            return limit;
        }
        throw new IllegalArgumentException(
                "'" + key + "' must be a number of " + things + ", 1 or more, without quotes");
    }

    private static boolean flag(String key, @Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new IllegalArgumentException("'" + key + "' must be true or false, without quotes");
    }

    private static Conditions conditions(String key, @Nullable Object value) {
        Map<String, List<String>> conditions = new LinkedHashMap<>();
        if (value != null) {
            struct(key, value).forEach((field, values) -> conditions.put(String.valueOf(field), texts(key, values)));
        }
        return Conditions.of(key, conditions);
    }

    private static String text(String key, @Nullable Object value) {
        if (value == null || value instanceof String) {
            return value == null ? "" : (String) value;
        }
        throw new IllegalArgumentException("'" + key + "' must be a text");
    }

    private static List<String> texts(String key, @Nullable Object value) {
        return value == null
                ? List.of()
                : list(key, value).stream().map(item -> text(key, item)).toList();
    }

    private static List<?> list(String key, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("'" + key + "' must be a list");
    }

    private static Map<?, ?> struct(String key, @Nullable Object value) {
        if (value instanceof Map<?, ?> struct) {
            return struct;
        }
        throw new IllegalArgumentException(key + " must be made of keys and values in braces");
    }
}

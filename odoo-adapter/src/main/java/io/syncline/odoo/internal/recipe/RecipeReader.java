package io.syncline.odoo.internal.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads recipes: JSON in which comments are allowed. */
public final class RecipeReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private static final int MOST_LINES = 200;
    private static final Set<String> KEYS = Set.of("model", "label", "title", "text", "payload", "needs", "watch");
    private static final Set<String> ENTRY_KEYS =
            Set.of("field", "lines", "each", "label", "only", "when", "most", "apart", "off");

    private RecipeReader() {}

    /**
     * Reads a recipe.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    public static Recipe read(String text) {
        Map<?, ?> root = struct("the recipe", parse(text));
        check(root.keySet(), KEYS);
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
                texts("needs", root.get("needs")),
                texts("watch", root.get("watch")),
                text);
    }

    private static Optional<RecipeEntry> entry(@Nullable Object item) {
        if (item instanceof String names) {
            return Optional.of(RecipeEntry.of(names));
        }
        Map<?, ?> part = struct("a part of 'text'", item);
        check(part.keySet(), ENTRY_KEYS);
        if (Boolean.TRUE.equals(part.get("off"))) {
            return Optional.empty();
        }
        boolean lines = part.containsKey("lines");
        String names = text("field", lines ? part.get("lines") : part.get("field"));
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a part of 'text' needs a 'field' or 'lines'");
        }
        return Optional.of(new RecipeEntry(
                LinePattern.alternatives(names),
                text("label", part.get("label")),
                lines ? Optional.of(lines(part)) : Optional.empty(),
                conditions("when", part.get("when"))));
    }

    private static RecipeLines lines(Map<?, ?> part) {
        return new RecipeLines(
                LinePattern.parse(text("each", part.get("each"))),
                conditions("only", part.get("only")),
                part.get("most") instanceof Integer most ? most : MOST_LINES,
                Boolean.TRUE.equals(part.get("apart")));
    }

    private static void check(Set<?> keys, Set<String> known) {
        for (Object key : keys) {
            if (!known.contains(String.valueOf(key))) {
                throw new IllegalArgumentException("'" + key + "' is unknown; there are "
                        + known.stream().sorted().toList());
            }
        }
    }

    private static Map<String, List<String>> conditions(String key, @Nullable Object value) {
        Map<String, List<String>> conditions = new LinkedHashMap<>();
        if (value != null) {
            struct(key, value).forEach((field, values) -> conditions.put(String.valueOf(field), texts(key, values)));
        }
        return conditions;
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

    private static @Nullable Object parse(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            return value(parser, parser.nextToken());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not well-formed JSON in line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("not well-formed JSON: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> struct = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                Object item = value(parser, parser.nextToken());
                if (item != null) {
                    struct.put(key, item);
                }
            }
            return struct;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                Object item = value(parser, next);
                if (item != null) {
                    list.add(item);
                }
            }
            return list;
        }
        return scalar(parser, token);
    }

    private static @Nullable Object scalar(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        return token == JsonToken.VALUE_NUMBER_INT ? (Object) parser.getIntValue() : parser.getText();
    }
}

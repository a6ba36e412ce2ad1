package io.syncline.core.adapter;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How values of an option are written.
 *
 * @param name the type in one word
 * @param read reads a value, or fails with a {@link ConfigException} of the node
 * @param <T> the type in Java
 */
record ValueType<T>(String name, Function<ConfigNode, T> read) {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,17})");
    private static final Pattern FRACTION = Pattern.compile("-?(0|[1-9]\\d{0,17})\\.\\d{1,18}");

    /** White space at the ends comes from files and the clipboard, and no name, address or secret has any. */
    static final ValueType<String> TEXT = new ValueType<>("text", ValueType::text);

    static final ValueType<String> VERBATIM = new ValueType<>("text", ValueType::verbatim);
    static final ValueType<Boolean> FLAG = new ValueType<>("flag", ValueType::flag);
    static final ValueType<Integer> INTEGER = parsed("number", "a whole number", text -> Integer.valueOf(whole(text)));
    static final ValueType<Long> LONG = parsed("number", "a whole number", text -> Long.valueOf(whole(text)));
    static final ValueType<Double> FRACTIONAL =
            parsed("fraction", "a number such as 0.5", text -> Double.valueOf(decimal(text)));
    static final ValueType<BigDecimal> AMOUNT =
            parsed("amount", "a number such as 0.06", text -> new BigDecimal(decimal(text)));
    static final ValueType<Duration> DURATION = parsed(
            "duration",
            "a duration such as 500ms, 60s, 10m or 2h",
            text -> Units.duration(text).orElseThrow(() -> new NumberFormatException(text)));
    static final ValueType<Long> BYTES = parsed(
            "size",
            "a size such as 32MiB or 1GiB",
            text -> Units.bytes(text).orElseThrow(() -> new NumberFormatException(text)));
    static final ValueType<Path> PATH = new ValueType<>("path", ValueType::path);

    static ValueType<String> textWithPath(String scheme) {
        return new ValueType<>("text", node -> textWithPath(node, scheme));
    }

    static final ValueType<Object> TERM = new ValueType<>("value", ValueType::term);

    /** Java would accept more, such as Arabic digits. */
    private static String whole(String text) {
        return matching("-?[0-9]+", text);
    }

    /** Java would accept more, such as {@code 0.5d} and {@code NaN}. */
    private static String decimal(String text) {
        return matching("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?", text);
    }

    private static String matching(String form, String text) {
        if (!text.matches(form)) {
            throw new NumberFormatException(text);
        }
        return text;
    }

    static <E> ValueType<E> choice(Map<String, E> values) {
        return new ValueType<>("choice", node -> {
            String chosen = oneOf(node, values.keySet());
            return values.entrySet().stream()
                    .filter(entry -> entry.getKey().equals(chosen))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
        });
    }

    ValueType<List<T>> list(String form) {
        return new ValueType<>("list", node -> {
            List<T> values = new ArrayList<>();
            items(node, form).forEach(item -> values.add(read.apply(item)));
            return List.copyOf(values);
        });
    }

    /** A single value stands for a list of one. */
    ValueType<List<T>> oneOrMore(String form) {
        ValueType<List<T>> several = list(form);
        return new ValueType<>(
                "list", node -> node.items().isPresent() ? several.read().apply(node) : List.of(read.apply(node)));
    }

    static <N> ValueType<Map<String, N>> sections(OptionSet<N> nested) {
        return new ValueType<>("sections", node -> {
            Map<String, N> sections = new LinkedHashMap<>();
            section(node).forEach((name, child) -> sections.put(name, nested.read(child)));
            return Collections.unmodifiableMap(sections);
        });
    }

    static List<ConfigNode> items(ConfigNode node, String form) {
        return node.items().orElseThrow(() -> failure(node, "must be " + form));
    }

    static Map<String, ConfigNode> section(ConfigNode node) {
        return node.entries().orElseThrow(() -> failure(node, "must be a section with keys of its own"));
    }

    static ConfigException failure(ConfigNode node, String problem) {
        return node.failure("'" + node.path() + "' " + problem);
    }

    /** One of some names, which the message lists. */
    static String oneOf(ConfigNode node, Collection<String> names) {
        String text = text(node);
        if (!names.contains(text)) {
            throw failure(
                    node,
                    "must be one of " + String.join(", ", names) + ", not '" + node.written() + "'"
                            + suggestion(node.written(), names));
        }
        return text;
    }

    /** A question such as {@code ; did you mean 'path'?}, or nothing if no name is near. */
    static String suggestion(String written, Collection<String> names) {
        return NearestNames.to(written, names, 1).stream()
                .map(near -> "; did you mean '" + near + "'?")
                .findFirst()
                .orElse("");
    }

    private static <T> ValueType<T> parsed(String name, String form, Function<String, T> parser) {
        return new ValueType<>(name, node -> {
            try {
                return parser.apply(text(node).strip());
            } catch (NumberFormatException e) {
                throw wrong(node, form);
            }
        });
    }

    /** Repeats the value as written, so that the value of a variable does not show. */
    private static ConfigException wrong(ConfigNode node, String form) {
        return failure(node, "must be " + form + ", not '" + node.written() + "'");
    }

    private static String text(ConfigNode node) {
        return verbatim(node).strip();
    }

    private static String verbatim(ConfigNode node) {
        if (node.items().isPresent() || !node.entries().orElse(Map.of()).isEmpty()) {
            throw failure(node, "must be text, not a list or a section");
        }
        return node.text().filter(text -> !text.isBlank()).orElseThrow(() -> failure(node, "has no value"));
    }

    private static Boolean flag(ConfigNode node) {
        return switch (text(node).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(node, "true or false");
        };
    }

    private static Path path(ConfigNode node) {
        try {
            return node.resolve(text(node));
        } catch (InvalidPathException e) {
            throw failure(node, "is not a path: " + e.getReason());
        }
    }

    /** Only a plain path after the scheme is resolved: neither a URI nor a name such as {@code :memory:}. */
    private static String textWithPath(ConfigNode node, String scheme) {
        String text = text(node);
        String rest = text.startsWith(scheme) ? text.substring(scheme.length()) : "";
        if (rest.isEmpty() || rest.startsWith(":") || rest.startsWith("file:")) {
            return text;
        }
        int parameters = rest.indexOf('?');
        String file = parameters < 0 ? rest : rest.substring(0, parameters);
        try {
            return scheme + node.resolve(file) + (parameters < 0 ? "" : rest.substring(parameters));
        } catch (InvalidPathException e) {
            throw failure(node, "holds no path: " + e.getReason());
        }
    }

    /** A text if it is quoted; else a number, true, false or a list if it looks like one. */
    private static Object term(ConfigNode node) {
        if (node.items().isPresent()) {
            return TERM.list("a list").read().apply(node);
        }
        String text = text(node);
        if (node.quoted()) {
            return text;
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (WHOLE.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        return FRACTION.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
    }
}

package io.syncline.cli.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value of the file, read as what it should be. */
final class Value {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,17})");
    private static final Pattern FRACTION = Pattern.compile("-?(0|[1-9]\\d{0,17})\\.\\d{1,18}");

    private final String path;
    private final Node node;
    private final Yaml.Place place;

    Value(String path, Node node, Yaml.Place place) {
        this.path = path;
        this.node = node;
        this.place = place;
    }

    static boolean isNothing(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    /** Text that is not blank. */
    String text() {
        String text = scalar(node, "text");
        if (isNothing(node) || text.isBlank()) {
            throw failure("has no value");
        }
        return text;
    }

    Secret secret() {
        return new Secret(text());
    }

    List<String> texts() {
        return items("a list, such as [name, email]").stream().map(Value::text).toList();
    }

    List<Value> items(String what) {
        if (!(node instanceof SequenceNode sequence)) {
            throw failure("must be " + what);
        }
        return sequence.getValue().stream()
                .map(item -> new Value(path, item, place))
                .toList();
    }

    /** A text, a number, true, false, or a list of them: in quotes it is a text, else what it looks like. */
    Object term() {
        if (node instanceof SequenceNode) {
            return items("a list").stream().map(Value::term).toList();
        }
        String text = text();
        boolean quoted = node instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN;
        if (quoted) {
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

    /** Reads a value and lets somebody have a look at it who may refuse it. */
    <T> T checked(Function<Value, T> reader, Consumer<T> check) {
        T value = reader.apply(this);
        try {
            check.accept(value);
        } catch (IllegalArgumentException refused) {
            throw place.failure(node, "'" + path + "': " + refused.getMessage());
        }
        return value;
    }

    boolean flag() {
        return switch (text().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("true or false");
        };
    }

    int number() {
        return parsed("a whole number", Integer::parseInt);
    }

    long count() {
        return parsed("a whole number", Long::parseLong);
    }

    /** An amount of money. */
    BigDecimal amount() {
        return parsed("a number such as 0.06", BigDecimal::new);
    }

    double decimal() {
        return parsed("a number such as 0.5", Double::parseDouble);
    }

    Duration duration() {
        return parsed(
                "a duration such as 500ms, 60s, 10m or 2h",
                text -> Units.duration(text).orElseThrow(() -> new NumberFormatException(text)));
    }

    long bytes() {
        return parsed(
                "a size such as 32MiB or 1GiB",
                text -> Units.bytes(text).orElseThrow(() -> new NumberFormatException(text)));
    }

    <E extends Enum<E>> E choice(Class<E> type) {
        List<String> names = List.of(type.getEnumConstants()).stream()
                .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        int index = names.indexOf(oneOf(names));
        return type.getEnumConstants()[index];
    }

    String oneOf(List<String> names) {
        String text = text();
        if (!names.contains(text)) {
            throw failure("must be one of " + String.join(", ", names) + ", not '" + written() + "'"
                    + Suggestion.of(written(), names));
        }
        return text;
    }

    private <T> T parsed(String what, Function<String, T> parser) {
        try {
            return parser.apply(text().strip());
        } catch (NumberFormatException e) {
            throw wrong(what);
        }
    }

    private String scalar(Node value, String what) {
        if (!(value instanceof ScalarNode scalar)) {
            throw failure("must be " + what + ", not a list or a section");
        }
        return place.interpolation().apply(scalar.getValue(), this::failure);
    }

    /** Quotes the value as written, so that what came from the environment stays there. */
    private ConfigException wrong(String what) {
        return failure("must be " + what + ", not '" + written() + "'");
    }

    private String written() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    ConfigException failure(String problem) {
        return place.failure(node, "'" + path + "' " + problem);
    }
}

package io.syncline.core.adapter;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An option of a configuration: its key in kebab-case, the type of its value and a sentence about it. Reading, checking,
 * the example file and the reference page come from it. Rules about values belong to the setter that it is bound to (see
 * {@link OptionSet}): a range that is declared here is only shown.
 *
 * <p>Immutable: methods return a changed copy. Defaults, ranges and examples are given as they are written in a file.
 *
 * @param <T> the type of the value
 */
public final class Option<T> {

    private final String key;
    private final String description;
    private final ValueType<T> type;
    private boolean required;
    private boolean secret;
    private boolean confidential;
    private boolean personal;
    private boolean common;
    private @Nullable String defaultValue;
    private @Nullable String defaultText;
    private @Nullable String range;
    private @Nullable String example;
    private List<String> choices = List.of();
    private @Nullable OptionSet<?> nested;
    private @Nullable AdapterKind<?> inheritedFrom;

    private Option(String key, String description, ValueType<T> type) {
        this.key = requireNonNull(key, "key");
        this.description = requireNonNull(description, "description");
        this.type = type;
    }

    private Option<T> with(Consumer<Option<T>> change) {
        Option<T> copy = new Option<>(key, description, type);
        copy.required = required;
        copy.secret = secret;
        copy.confidential = confidential;
        copy.personal = personal;
        copy.common = common;
        copy.defaultValue = defaultValue;
        copy.defaultText = defaultText;
        copy.range = range;
        copy.example = example;
        copy.choices = choices;
        copy.nested = nested;
        copy.inheritedFrom = inheritedFrom;
        change.accept(copy);
        return copy;
    }

    /** A text that is not blank, such as a name or an address, without white space at its ends. */
    public static Option<String> text(String key, String description) {
        return new Option<>(key, description, ValueType.TEXT);
    }

    /** A text that is not blank and is taken as it is written, with white space at its ends. */
    public static Option<String> verbatim(String key, String description) {
        return new Option<>(key, description, ValueType.VERBATIM);
    }

    /** A password or key: a text that no message repeats. */
    public static Option<String> secret(String key, String description) {
        return text(key, description).with(option -> option.secret = true);
    }

    /** {@code true} or {@code false}. */
    public static Option<Boolean> flag(String key, String description) {
        return new Option<>(key, description, ValueType.FLAG);
    }

    /** A whole number. */
    public static Option<Integer> number(String key, String description) {
        return new Option<>(key, description, ValueType.INTEGER);
    }

    /** A whole number that may exceed {@link Integer#MAX_VALUE}. */
    public static Option<Long> longNumber(String key, String description) {
        return new Option<>(key, description, ValueType.LONG);
    }

    /** A number such as 0.5. */
    public static Option<Double> fraction(String key, String description) {
        return new Option<>(key, description, ValueType.FRACTIONAL);
    }

    /** An exact decimal number, such as a price. */
    public static Option<BigDecimal> amount(String key, String description) {
        return new Option<>(key, description, ValueType.AMOUNT);
    }

    /** A duration such as {@code 10m}. */
    public static Option<Duration> duration(String key, String description) {
        return new Option<>(key, description, ValueType.DURATION);
    }

    /** A number of bytes such as {@code 32MiB}. */
    public static Option<Long> bytes(String key, String description) {
        return new Option<>(key, description, ValueType.BYTES);
    }

    /** A file or directory, relative to the directory of the configuration file. */
    public static Option<Path> path(String key, String description) {
        return new Option<>(key, description, ValueType.PATH).confidential();
    }

    /**
     * A text. What follows a scheme in it is a file, relative to the directory of the configuration file.
     *
     * @param scheme the beginning of such texts, for example {@code jdbc:sqlite:}
     */
    public static Option<String> textWithPath(String key, String description, String scheme) {
        return new Option<>(key, description, ValueType.textWithPath(scheme));
    }

    /** A constant of an enum, written in kebab-case. */
    public static <E extends Enum<E>> Option<E> choice(String key, String description, Class<E> type) {
        Map<String, E> values = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            values.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return choice(key, description, values);
    }

    /** One of some values, by the names they are written with. */
    public static <E> Option<E> choice(String key, String description, Map<String, E> values) {
        return new Option<>(key, description, ValueType.choice(values))
                .with(option -> option.choices = List.copyOf(values.keySet()));
    }

    /** A list of texts. */
    public static Option<List<String>> texts(String key, String description) {
        return new Option<>(key, description, ValueType.TEXT.list("a list, such as [name, email]"));
    }

    /** A name, or a list of names. */
    public static Option<List<String>> names(String key, String description) {
        return new Option<>(key, description, ValueType.TEXT.oneOrMore("a name, or a list such as [region, number]"));
    }

    /** A list of ids. */
    public static Option<List<Long>> ids(String key, String description) {
        return new Option<>(key, description, ValueType.LONG.list("a list of ids, such as [1, 3]"));
    }

    /** A section with options of its own, which are applied to what the set supplies. */
    public static <N> Option<N> section(String key, String description, OptionSet<N> nested) {
        return new Option<>(key, description, new ValueType<>("section", nested::read))
                .with(option -> option.nested = nested);
    }

    /** A mapping from names to sections with options of their own, in the order of the file. */
    public static <N> Option<Map<String, N>> sections(String key, String description, OptionSet<N> nested) {
        return new Option<>(key, description, ValueType.sections(nested)).with(option -> option.nested = nested);
    }

    /**
     * A mapping from models to lists of texts.
     *
     * @param form the form of a list, for messages, such as {@code a list of links, such as [order_line]}
     */
    public static Option<ItemsByModel<String>> textsByModel(String key, String description, String form) {
        return new Option<>(key, description, ItemsByModel.type(ValueType.TEXT, form));
    }

    /**
     * A mapping from models to lists of rows, each of which is a list of texts, numbers, flags or lists.
     *
     * @param form the form of a list, for messages
     * @param rowForm the form of a row, for messages
     */
    public static Option<ItemsByModel<List<Object>>> rowsByModel(
            String key, String description, String form, String rowForm) {
        return new Option<>(key, description, ItemsByModel.type(ValueType.TERM.list(rowForm), form));
    }

    /** A copy that has to be given. */
    public Option<T> required() {
        return with(option -> option.required = true);
    }

    /** A copy with a value that is applied if none is given. */
    public Option<T> defaultValue(String value) {
        return with(option -> option.defaultValue = value);
    }

    /** A copy with a few words on what happens if no value is given; nothing is applied then. */
    public Option<T> defaultText(String text) {
        return with(option -> option.defaultText = text);
    }

    /**
     * A copy whose default is the value of the same key of another adapter, if that is of the same type or declares this one as the
     * type of its state.
     */
    public Option<T> inheritedFrom(AdapterKind<?> kind) {
        return with(option -> option.inheritedFrom = kind);
    }

    /** A copy that shows the range of its values, such as {@code 1 to 1000}. */
    public Option<T> range(String text) {
        return with(option -> option.range = text);
    }

    /** A copy with a value for the example file. */
    public Option<T> example(String value) {
        return with(option -> option.example = value);
    }

    /** A copy whose value says where a system is or who logs in, which messages to outsiders do not repeat. Paths are so. */
    public Option<T> confidential() {
        return with(option -> option.confidential = true);
    }

    /**
     * A copy whose value is of one user, such as a login: where the source is opened for another person, it is not taken over. Secrets are
     * so.
     */
    public Option<T> personal() {
        return with(option -> option.personal = true);
    }

    /** A copy that stands in the example file without a comment sign, as required options do. */
    public Option<T> common() {
        return with(option -> option.common = true);
    }

    /** The key in kebab-case. */
    public String key() {
        return key;
    }

    /** One sentence, without a full stop. */
    public String description() {
        return description;
    }

    /** The type in one word, such as {@code duration}. */
    public String typeName() {
        return type.name();
    }

    /** Whether it has to be given. */
    public boolean isRequired() {
        return required;
    }

    /** Whether its value must not be repeated. */
    public boolean isSecret() {
        return secret;
    }

    /** Whether its value is of one user, so that it says nothing for another one. */
    public boolean isPersonal() {
        return personal || secret;
    }

    /** Whether its value is the name by which a user logs in. */
    boolean isLogin() {
        return confidential && personal && !secret;
    }

    /** Whether outsiders need not learn its value. */
    boolean isConfidential() {
        return confidential || secret;
    }

    /** Whether the example file shows it without a comment sign. */
    public boolean isCommon() {
        return common || required;
    }

    /** The value that is applied if none is given. */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** What happens if no value is given and none is applied. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** The range of its values. */
    public Optional<String> range() {
        return Optional.ofNullable(range);
    }

    /** A value for the example file: the example, else the default. */
    public Optional<String> example() {
        return Optional.ofNullable(example).or(this::defaultValue);
    }

    /** The values to choose from; empty if it is no choice. */
    public List<String> choices() {
        return choices;
    }

    /** The options of a section. */
    public List<Option<?>> nested() {
        return nested == null ? List.of() : nested.options();
    }

    Optional<AdapterKind<?>> inheritedFrom() {
        return Optional.ofNullable(inheritedFrom);
    }

    T read(ConfigNode node) {
        return type.read().apply(node);
    }

    @Override
    public String toString() {
        return key;
    }
}

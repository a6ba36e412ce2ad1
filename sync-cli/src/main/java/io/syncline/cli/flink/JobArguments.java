package io.syncline.cli.flink;

import io.syncline.api.ModelName;
import io.syncline.cli.config.ConfigText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The arguments of a job's program: how they are written and read. A configuration is sent as {@code --config-yaml},
 * {@code --config-name} and {@code --config-directory}, each in Base64. Not thread-safe.
 */
public final class JobArguments {

    /** The name of the flag by which a job fills the new collection of a reindex. */
    public static final String NEW_COLLECTION = "new-collection";

    private static final Set<String> FLAGS = Set.of("--full", "--no-archived", "--retry-failed", "--" + NEW_COLLECTION);
    private static final Set<String> OPTIONS = Set.of(
            "--config",
            "--cluster-config",
            "--config-yaml",
            "--config-name",
            "--config-directory",
            "--records-per-range");

    private final List<String> words = new ArrayList<>();

    /** Arguments to write, which begin with a model. */
    public JobArguments(ModelName model) {
        words.add(model.value());
    }

    /**
     * Arguments to read.
     *
     * @throws IllegalArgumentException if one is unknown, or lacks its value
     */
    public JobArguments(List<String> words) {
        this.words.addAll(words);
        model();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (OPTIONS.contains(word)) {
                i++;
                if (i == words.size()) {
                    throw new IllegalArgumentException(word + " needs a value");
                }
            } else if (!FLAGS.contains(word)) {
                throw new IllegalArgumentException(
                        "Unknown argument '" + word + "'; a job takes MODEL, --config FILE or --cluster-config FILE,"
                                + " --records-per-range N, --full, --no-archived, --retry-failed and --new-collection");
            }
        }
    }

    /** The words in their order. */
    public List<String> words() {
        return List.copyOf(words);
    }

    /** Adds a configuration. */
    public void config(ConfigText text) {
        add("config-yaml", encoded(text.yaml()));
        add("config-name", encoded(text.shown()));
        add("config-directory", encoded(text.directory()));
    }

    /** Adds the name of a configuration file that each machine has. */
    public void configFile(String file) {
        add("cluster-config", file);
    }

    /** Adds a number. */
    public void recordsPerRange(int records) {
        add("records-per-range", Integer.toString(records));
    }

    /** Adds a flag, if it is set. */
    public void flag(String name, boolean set) {
        if (set) {
            words.add("--" + name);
        }
    }

    private void add(String name, String value) {
        words.add("--" + name);
        words.add(value);
    }

    /** The model. */
    public ModelName model() {
        return words.stream()
                .findFirst()
                .filter(word -> !word.startsWith("-"))
                .map(ModelName::of)
                .orElseThrow(() -> new IllegalArgumentException("The first argument must be the model"));
    }

    /** The configuration that was sent. */
    public Optional<ConfigText> config() {
        return value("config-yaml")
                .map(yaml -> new ConfigText(
                        decoded(value("config-name").orElse("")),
                        decoded(value("config-directory").orElse("")),
                        decoded(yaml)));
    }

    /** The value of an option. */
    public Optional<String> value(String name) {
        int at = words.indexOf("--" + name);
        return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
    }

    /**
     * The value of an option that is a number.
     *
     * @throws IllegalArgumentException if it is none
     */
    public OptionalInt number(String name) {
        Optional<String> given = value(name);
        try {
            return given.map(text -> OptionalInt.of(Integer.parseInt(text))).orElse(OptionalInt.empty());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " must be a number, not " + given.orElse(""), e);
        }
    }

    /** Whether a flag is set. */
    public boolean isSet(String name) {
        return words.contains("--" + name);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
}

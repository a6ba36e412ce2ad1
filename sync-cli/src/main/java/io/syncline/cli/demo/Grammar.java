package io.syncline.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A grammar of random sentences: a rule has alternatives, which may name other rules in braces. */
final class Grammar {

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z.]+)}");

    private final Map<String, List<String>> rules;
    private final RandomGenerator random;

    private Grammar(Map<String, List<String>> rules, RandomGenerator random) {
        this.rules = rules;
        this.random = random;
    }

    /** The same rules and randomness give the same sentences. */
    static Grammar of(String resource, RandomGenerator random) {
        try (InputStream in = Objects.requireNonNull(Grammar.class.getResourceAsStream(resource))) {
            Map<String, List<String>> rules = new HashMap<>();
            Map<?, ?> read = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            read.forEach((name, alternatives) -> rules.put(
                    String.valueOf(name),
                    ((List<?>) alternatives).stream().map(String::valueOf).toList()));
            return new Grammar(rules, random);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean knows(String rule) {
        return rules.containsKey(rule);
    }

    List<String> alternatives(String rule) {
        List<String> found = rules.get(rule);
        if (found == null) {
            throw new IllegalArgumentException("There is no rule " + rule);
        }
        return found;
    }

    /** A random alternative of a rule, expanded. */
    String say(String rule, Map<String, String> values) {
        return say(rule, random.nextInt(alternatives(rule).size()), values);
    }

    String say(String rule) {
        return say(rule, Map.of());
    }

    /** A name and its text; alternatives at the same position belong together if both rules have as many. */
    Titled titled(String name, String text, Map<String, String> values) {
        int titles = alternatives(name).size();
        int choice = random.nextInt(titles);
        String title = say(name, choice, values);
        return new Titled(title, alternatives(text).size() == titles ? say(text, choice, values) : say(text, values));
    }

    /** A name and its text. */
    record Titled(String name, String text) {}

    private String say(String rule, int choice, Map<String, String> values) {
        Matcher matcher = PLACE.matcher(alternatives(rule).get(choice));
        return matcher.replaceAll(place -> {
            String given = values.get(place.group(1));
            return Matcher.quoteReplacement(given == null ? say(place.group(1), values) : given);
        });
    }
}

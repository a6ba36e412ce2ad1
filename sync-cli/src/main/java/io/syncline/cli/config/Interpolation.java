package io.syncline.cli.config;

import io.syncline.core.adapter.ConfigException;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values of the environment where they are asked for by name, with or without a default. Line ends at the end of such a
 * value are dropped.
 */
final class Interpolation {

    private static final Pattern PLACE =
            Pattern.compile("\\$\\$\\{|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::(?<default>[^}]*))?}|\\$\\{");

    /** Files and secret stores end in one; a shell drops it too. */
    private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]+\\z");

    /** Stands for a variable that is not set where its value does not matter. */
    private static final String UNSET = "unset";

    private final Map<String, String> environment;
    private final boolean lenient;

    Interpolation(Map<String, String> environment) {
        this(environment, false);
    }

    private Interpolation(Map<String, String> environment, boolean lenient) {
        this.environment = Map.copyOf(environment);
        this.lenient = lenient;
    }

    /** One for sections that are checked and not used: a variable that is not set is no failure. */
    static Interpolation lenient(Map<String, String> environment) {
        return new Interpolation(environment, true);
    }

    /**
     * Replaces all places.
     *
     * @param text a value as written
     * @param failure makes the exception for a message
     */
    String apply(String text, Function<String, ConfigException> failure) {
        Matcher matcher = PLACE.matcher(text);
        StringBuilder out = new StringBuilder();
        int done = 0;
        while (matcher.find()) {
            out.append(text, done, matcher.start()).append(value(matcher, failure));
            done = matcher.end();
        }
        return out.append(text, done, text.length()).toString();
    }

    private String value(Matcher matcher, Function<String, ConfigException> failure) {
        if (matcher.group().equals("$${")) {
            return "${";
        }
        String name = matcher.group("name");
        if (name == null) {
            throw failure.apply(
                    "holds '${' that is not closed like ${NAME} or ${NAME:default}; write $${ for a literal one");
        }
        String fallback = matcher.group("default");
        refuseShellForm(name, fallback, failure);
        String found = environment.get(name);
        if (found != null) {
            return LINE_ENDS.matcher(found).replaceFirst("");
        }
        if (fallback == null && lenient) {
            return UNSET;
        }
        if (fallback == null) {
            throw failure.apply("needs the environment variable " + name + ", which is not set; set it, or write ${"
                    + name + ":default}");
        }
        return fallback;
    }

    /** Even if the variable is set, so that the file does not fail on the first machine where it is not. */
    private static void refuseShellForm(
            String name, @Nullable String fallback, Function<String, ConfigException> failure) {
        if (fallback != null && !fallback.isEmpty() && "-=?+".indexOf(fallback.charAt(0)) >= 0) {
            throw failure.apply("gives " + name + " a default that begins with '" + fallback.charAt(0)
                    + "', as in a shell; write ${" + name + ":default} without it");
        }
    }
}

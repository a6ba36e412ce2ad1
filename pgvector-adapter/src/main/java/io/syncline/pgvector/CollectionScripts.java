package io.syncline.pgvector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL of the tables. It is written for psql too, whose variables are {@code :name}. */
final class CollectionScripts {

    /** The version of the tables that this release reads and writes. */
    static final int VERSION = 1;

    /** Where the scripts are, for people who apply them. */
    static final String FOLDER = "io/syncline/pgvector";

    private static final Pattern VARIABLE = Pattern.compile("(?<![:\\w]):([a-z]+)\\b");

    private CollectionScripts() {}

    /** Creates the tables of a generation. */
    static String tables(Map<String, String> variables) {
        return script("tables-" + VERSION + ".sql", variables);
    }

    /** Creates the view that applications read. */
    static String view(Map<String, String> variables) {
        return script("view-" + VERSION + ".sql", variables);
    }

    private static String script(String name, Map<String, String> variables) {
        try (InputStream script = CollectionScripts.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException(
                        "The resource " + name + " is missing from the jar of syncline-pgvector");
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return VARIABLE.matcher(text).replaceAll(found -> value(found.group(1), found.group(), variables));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the resource " + name, e);
        }
    }

    private static String value(String name, String otherwise, Map<String, String> variables) {
        return Matcher.quoteReplacement(variables.getOrDefault(name, otherwise));
    }
}

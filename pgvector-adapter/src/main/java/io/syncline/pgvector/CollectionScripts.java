package io.syncline.pgvector;

import io.syncline.core.adapter.jdbc.SqlScript;
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

    /** Builds the indexes, for people whose user of Syncline does not own the tables. */
    static String indexes() {
        return "indexes-" + VERSION + ".sql";
    }

    private static String script(String name, Map<String, String> variables) {
        return VARIABLE.matcher(SqlScript.read(CollectionScripts.class, name))
                .replaceAll(found -> value(found.group(1), found.group(), variables));
    }

    private static String value(String name, String otherwise, Map<String, String> variables) {
        return Matcher.quoteReplacement(variables.getOrDefault(name, otherwise));
    }
}

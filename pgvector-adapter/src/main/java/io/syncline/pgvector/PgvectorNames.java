package io.syncline.pgvector;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in the database. A collection is a view; its points are in the tables of a generation, NAME_g1, later NAME_g2 and so
 * on.
 *
 * @param schema the schema, or empty for the current schema of each connection
 * @param collection the name of the view
 */
record PgvectorNames(Optional<String> schema, String collection) {

    /** Names that need no quotes in SQL, and leave room for what is added to them: PostgreSQL cuts names after 63 bytes. */
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,39}");

    private static final Pattern GENERATION = Pattern.compile("(.+)_g([1-9][0-9]{0,8})");

    static String checked(String what, String name) {
        requireNonNull(name, what);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + what + "' must be 1 to 40 lower-case letters, digits and"
                    + " underscores, and not begin with a digit, but was '" + name + "'");
        }
        return name;
    }

    /** The view, as SQL names it. */
    String view() {
        return qualified(collection);
    }

    /** The table of points of a generation, without its schema. */
    String table(int generation) {
        return collection + "_g" + generation;
    }

    /** The number of a generation by its table; empty if the table is none of this collection. */
    OptionalInt generation(String table) {
        Matcher matcher = GENERATION.matcher(table);
        return matcher.matches() && matcher.group(1).equals(collection)
                ? OptionalInt.of(Integer.parseInt(matcher.group(2)))
                : OptionalInt.empty();
    }

    String qualified(String name) {
        return schema.map(owner -> owner + ".").orElse("") + name;
    }
}

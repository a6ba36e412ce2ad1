package io.syncline.pgvector;

import io.syncline.core.adapter.jdbc.PostgresNames;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in the database. A collection is a view; its points are in the tables of a generation, NAME_g1, later NAME_g2 and so
 * on.
 *
 * @param schema the schema; empty until {@link CollectionSchema} has found it, if none is configured
 * @param collection the name of the view
 */
record PgvectorNames(Optional<String> schema, String collection) {

    private static final Pattern GENERATION = Pattern.compile("(.+)_g([1-9][0-9]{0,8})");

    /** The same names in a schema. */
    PgvectorNames in(String owner) {
        return new PgvectorNames(Optional.of(owner), collection);
    }

    /** A regular expression for one of the tables of each generation, in PostgreSQL's own syntax. */
    String settingsPattern() {
        return "^" + collection + "_g[1-9][0-9]{0,8}_setting$";
    }

    /** The view, as people call it. */
    String view() {
        return schema.map(owner -> owner + ".").orElse("") + collection;
    }

    /** The view, as SQL names it. */
    String quotedView() {
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

    /** A table, view or function, as SQL names it. */
    String qualified(String name) {
        return schema.map(owner -> PostgresNames.quoted(owner) + ".").orElse("") + PostgresNames.quoted(name);
    }
}

package io.syncline.jdbc;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of the tables.
 *
 * @param schema the database schema, or empty for the current schema of each connection
 * @param prefix of the names of all tables
 */
record Tables(Optional<String> schema, String prefix) {

    /** Names that need no quotes in SQL, and leave room for the rest of a table's name. */
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,39}");

    static String checked(String what, String name) {
        requireNonNull(name, what);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + what + "' must be 1 to 40 lower-case letters, digits and"
                    + " underscores, and not begin with a digit, but was '" + name + "'");
        }
        return name;
    }

    String state() {
        return qualified(prefix + "state");
    }

    String failure() {
        return qualified(prefix + "failure");
    }

    String document() {
        return qualified(prefix + "document");
    }

    /** The table of applied scripts, unqualified. */
    String version() {
        return prefix + "schema_version";
    }

    /** The table that Flyway kept for early releases, unqualified. */
    String flywayHistory() {
        return prefix + "schema_history";
    }

    String qualified(String name) {
        return schema.map(owner -> owner + ".").orElse("") + name;
    }
}

package io.syncline.jdbc;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the tables are.
 *
 * @param schema the database schema, or empty for the one that connections begin in
 * @param prefix what the names of all tables begin with
 */
record Tables(Optional<String> schema, String prefix) {

    /** Names that need no quotes, whatever the SQL they stand in, and leave room for the rest of a table's name. */
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,39}");

    static String checked(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The " + what + " must be lower-case letters, digits and underscores,"
                    + " at most 40, not beginning with a digit, not '" + name + "'");
        }
        return name;
    }

    String state() {
        return qualified("state");
    }

    String failure() {
        return qualified("failure");
    }

    String document() {
        return qualified("document");
    }

    String history() {
        return prefix + "schema_history";
    }

    private String qualified(String name) {
        return schema.map(owner -> owner + ".").orElse("") + prefix + name;
    }
}

package io.syncline.jdbc;

import io.syncline.core.adapter.jdbc.PostgresNames;
import java.util.Optional;

/**
 * Names of the tables.
 *
 * @param schema the database schema, or empty for the current schema of each connection
 * @param prefix of the names of all tables
 */
record Tables(Optional<String> schema, String prefix) {

    /** The same tables in a schema. */
    Tables in(String owner) {
        return new Tables(Optional.of(owner), prefix);
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
        return schema.map(owner -> PostgresNames.quoted(owner) + ".").orElse("") + name;
    }
}

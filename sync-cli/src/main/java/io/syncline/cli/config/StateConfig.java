package io.syncline.cli.config;

import java.nio.file.Path;
import java.util.Optional;

/** Where state is kept. */
public sealed interface StateConfig {

    /**
     * A JSON file.
     *
     * @param path the file
     */
    record File(Path path) implements StateConfig {}

    /**
     * A SQLite file, which may be the one of the sink.
     *
     * @param path the file
     */
    record Sqlite(Path path) implements StateConfig {}

    /**
     * A table in a database.
     *
     * @param url the JDBC address, which may hold a password
     * @param username the login, or empty if the address says it all
     * @param password the password, or empty if there is none
     */
    record Jdbc(Secret url, Optional<String> username, Optional<Secret> password) implements StateConfig {}
}

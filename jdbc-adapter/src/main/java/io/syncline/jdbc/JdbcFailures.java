package io.syncline.jdbc;

import io.syncline.core.adapter.jdbc.SqlFailures;
import io.syncline.core.adapter.jdbc.StoreFailures;
import java.util.Optional;

/** What failed statements about the state mean. */
final class JdbcFailures {

    static final SqlFailures MAPPING = new StoreFailures("the database", JdbcFailures::advice);

    private JdbcFailures() {}

    private static Optional<String> advice(String state) {
        if (state.equals("42P07")) {
            return Optional.of("Another application has a table of that name; use another prefix or schema");
        }
        return state.startsWith("42")
                ? Optional.of("Check that the user may use and create these tables")
                : Optional.empty();
    }
}

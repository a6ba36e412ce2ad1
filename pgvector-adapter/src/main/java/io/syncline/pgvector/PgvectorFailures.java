package io.syncline.pgvector;

import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.adapter.jdbc.SqlFailureKind;
import io.syncline.core.adapter.jdbc.SqlFailures;
import io.syncline.core.adapter.jdbc.StoreFailures;
import java.sql.SQLException;
import java.util.Optional;

/** What failed statements about points mean. */
final class PgvectorFailures implements SqlFailures {

    static final SqlFailures MAPPING = new PgvectorFailures();

    private final StoreFailures usual = new StoreFailures("PostgreSQL", PgvectorFailures::advice);

    private PgvectorFailures() {}

    @Override
    public SyncException of(String what, SQLException failure) {
        return SqlFailureKind.of(failure) == SqlFailureKind.NO_TABLE ? missing(what, failure) : usual.of(what, failure);
    }

    /** Tables that were there are gone. */
    private static MissingStoreException missing(String what, SQLException failure) {
        MissingStoreException missing = new MissingStoreException("Could not " + what + " in PostgreSQL: "
                + SqlFailureKind.reason(failure) + ". Its tables are gone or were replaced. Run a sync to create them");
        missing.addSuppressed(failure);
        return missing;
    }

    @Override
    public SyncException ofCommit(String what, SQLException failure) {
        return usual.ofCommit(what, failure);
    }

    private static Optional<String> advice(String state) {
        return switch (state) {
            case "42501" ->
                Optional.of("Grant the user the right to use and, for the first sync, to create the tables");
            case "42P07" ->
                Optional.of("Another application has a table of that name; use another collection or schema");
            case "42704", "42883" ->
                Optional.of("Its extension pgvector is missing or not in the search path; run CREATE EXTENSION vector"
                        + " in this database");
            default ->
                state.startsWith("42")
                        ? Optional.of("Check the tables of the collection; somebody may have changed them")
                        : Optional.empty();
        };
    }
}

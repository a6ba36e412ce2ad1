package io.syncline.sql;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.adapter.jdbc.SqlFailureKind;
import io.syncline.sql.internal.replication.LogicalStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What signals are opened with.
 *
 * @param source the name of the source, for messages
 * @param connections of the source
 * @param models its models
 * @param settings where signals come from
 */
record SignalSetup(String source, SqlConnections connections, ModelCatalog models, SignalSettings settings) {

    /** A slot is ready once all transactions have ended that ran when it was made; shorter ones nobody has to hear of. */
    private static final Duration SHORT = Duration.ofSeconds(5);

    private static final String IN_USE = "55006";

    /**
     * What was found in the database.
     *
     * @param tables the tables of the models
     * @param slot the slot of an earlier process
     * @param running what a new slot has to wait for, as a sentence; empty if there is nothing
     */
    record Found(SignalTables tables, SlotFinder.Found slot, Optional<String> running) {}

    Found find() {
        return connections.read("prepare signals", session -> {
            SlotFinder.Found slot = SlotFinder.find(session, settings);
            List<ModelShape> shapes = new ArrayList<>();
            for (var model : models.names()) {
                shapes.add(models.read(model, session));
            }
            return new Found(SignalTables.read(session, settings.publication(), shapes), slot, running(session));
        });
    }

    private static Optional<String> running(SqlSession session) throws SQLException {
        SourceTime time = SourceTime.read(session);
        return time.open()
                .filter(open ->
                        open.oldest().filter(time.clock().minus(SHORT)::isAfter).isPresent())
                .map(open -> "Signals begin when the transaction of " + open.session() + " ends, which runs since "
                        + open.oldest().map(Instant::toString).orElse(""));
    }

    List<Long> ancestors(long oid) {
        return connections.read("look up a table", session -> SignalTables.ancestors(session, oid));
    }

    LogicalStream.Opening open() throws SQLException {
        SqlLogin login = connections.login();
        return LogicalStream.open(login.address().url(), login.properties());
    }

    SyncException failure(SQLException failure) {
        if (SqlFailureKind.state(failure).equals(IN_USE)) {
            return new TransientException(
                    "The replication slot " + settings.slot().orElse("") + " of " + source
                            + " is read by another process: " + SqlFailureKind.reason(failure),
                    failure);
        }
        SqlFault fault = SqlFault.of(failure);
        boolean isDenied = fault.kind() == SqlFailureKind.DENIED || fault.kind() == SqlFailureKind.LOGIN;
        return isDenied
                ? new SetupException(
                        "Could not read the signals of " + source + ": " + fault.reason() + ". "
                                + connections.login().user()
                                + " needs the attribute REPLICATION: ALTER ROLE ... REPLICATION",
                        failure)
                : fault.failure("read the signals of " + source, connections.login());
    }
}

package io.syncline.sql.internal.replication;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/**
 * A connection that reads what was written, from a slot: what the slot has not been told to forget is kept by the server.
 *
 * <p>Not thread-safe, but {@link #close} may be called by any thread.
 */
public final class LogicalStream implements AutoCloseable {

    private static final String PLUGIN = "pgoutput";

    /** How often the server is told what may be forgotten, and so how long its log is kept beyond that. */
    private static final int STATUS_SECONDS = 1;

    private final Connection connection;
    private final PGReplicationStream stream;

    private LogicalStream(Connection connection, PGReplicationStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    /** A connection on which no stream has begun yet. */
    public static final class Opening implements AutoCloseable {

        private final Connection connection;

        private Opening(Connection connection) {
            this.connection = connection;
        }

        /**
         * Creates a slot.
         *
         * @param isTemporary whether the server drops it when this connection ends
         */
        public void create(String slot, boolean isTemporary) throws SQLException {
            var builder = connection
                    .unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .createReplicationSlot()
                    .logical()
                    .withSlotName(slot)
                    .withOutputPlugin(PLUGIN);
            (isTemporary ? builder.withTemporaryOption() : builder).make();
        }

        /** A name that no other connection has now. */
        public String temporaryName() {
            try {
                return "syncline_" + connection.unwrap(PGConnection.class).getBackendPID();
            } catch (SQLException e) {
                throw new IllegalStateException("This is no connection to PostgreSQL", e);
            }
        }

        /** Drops a slot. */
        public void drop(String slot) throws SQLException {
            connection.unwrap(PGConnection.class).getReplicationAPI().dropReplicationSlot(slot);
        }

        /** Begins to read what the slot has kept. */
        public LogicalStream start(String slot, String publication) throws SQLException {
            PGReplicationStream stream = connection
                    .unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .replicationStream()
                    .logical()
                    .withSlotName(slot)
                    .withSlotOption("proto_version", 1)
                    .withSlotOption("publication_names", '"' + publication.replace("\"", "\"\"") + '"')
                    .withStatusInterval(STATUS_SECONDS, TimeUnit.SECONDS)
                    .start();
            return new LogicalStream(connection, stream);
        }

        @Override
        public void close() {
            abort(connection);
        }
    }

    /**
     * Connects.
     *
     * @param url address of the database
     * @param login user, password and limits
     */
    public static Opening open(String url, Properties login) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(login);
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
        // a slot is created once the transactions that run have ended, however long that takes
        PGProperty.SOCKET_TIMEOUT.set(properties, 0);
        // texts of keys are those that the source reads
        PGProperty.OPTIONS.set(properties, "-c intervalstyle=postgres -c timezone=UTC");
        return new Opening(DriverManager.getConnection(url, properties));
    }

    /** Waits for the next message. */
    public PgoutputMessage read() throws SQLException {
        return PgoutputReader.read(stream.read());
    }

    /** The next message, if it is there. */
    public Optional<PgoutputMessage> readPending() throws SQLException {
        ByteBuffer message = stream.readPending();
        return message == null ? Optional.empty() : Optional.of(PgoutputReader.read(message));
    }

    /**
     * Lets the server forget all before a position. It is told within a second, by the calls that read.
     *
     * @param position the end of a transaction
     */
    public void forget(long position) {
        LogSequenceNumber end = LogSequenceNumber.valueOf(position);
        stream.setFlushedLSN(end);
        stream.setAppliedLSN(end);
    }

    /** Ends the connection, and a call that reads. */
    @Override
    public void close() {
        abort(connection);
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is of no use any more.
            return;
        }
    }
}

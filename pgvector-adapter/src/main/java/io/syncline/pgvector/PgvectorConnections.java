package io.syncline.pgvector;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens connections until it is closed. Thread-safe. */
interface PgvectorConnections extends AutoCloseable {

    /**
     * Opens or borrows a connection, which commits by itself.
     *
     * @throws SQLException if the server refuses it or cannot be reached
     * @throws IllegalStateException if this is closed
     */
    Connection open() throws SQLException;

    /** Gives no connection again that is open already: the server may have become a replica of another one. */
    void renew();

    @Override
    void close();

    /** Connections of a source that belongs to somebody else, and is not closed. */
    static PgvectorConnections of(DataSource source) {
        return new Given(source);
    }

    /** Connections of a pool of its own, which is filled on first use. */
    static PgvectorConnections pool(PgvectorAddress address) {
        return new Pooled(address);
    }

    /** See {@link #of}. */
    final class Given implements PgvectorConnections {

        private final DataSource source;
        private volatile boolean closed;

        private Given(DataSource source) {
            this.source = source;
        }

        @Override
        public Connection open() throws SQLException {
            if (closed) {
                throw new IllegalStateException("The sink has been closed");
            }
            return source.getConnection();
        }

        /** Only their owner can renew them. */
        @Override
        public void renew() {}

        @Override
        public void close() {
            closed = true;
        }
    }

    /** See {@link #pool}. */
    final class Pooled implements PgvectorConnections {

        private final PgvectorAddress address;
        private @Nullable HikariDataSource pool;
        private boolean closed;

        private Pooled(PgvectorAddress address) {
            this.address = address;
        }

        @Override
        public Connection open() throws SQLException {
            return pool().getConnection();
        }

        /** The first connection is made without the pool, which would try for long where a password is wrong. */
        private synchronized HikariDataSource pool() throws SQLException {
            if (closed) {
                throw new IllegalStateException("The sink has been closed");
            }
            HikariDataSource present = pool;
            if (present == null) {
                address.probe();
                present = new HikariDataSource(address.pool());
                pool = present;
            }
            return present;
        }

        @Override
        public synchronized void renew() {
            if (pool != null) {
                pool.getHikariPoolMXBean().softEvictConnections();
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            if (pool != null) {
                pool.close();
            }
        }
    }
}

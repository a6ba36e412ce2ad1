package io.syncline.sqlite;

import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.VectorSink;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A local SQLite file that holds vectors, what they were made from, the state of each model and the records that failed.
 *
 * <p>The sink and the metadata store that are opened here are independent of each other: each is closed by itself, each
 * may be used alone, and both may be opened more than once, in this process and in others of the same host. Readers wait
 * for nobody; writers wait for each other, up to the busy timeout. The file must not lie on a network file system.
 *
 * <p>A write that returned is on the disk (write-ahead log, synchronised with each commit). Each call of a port is one
 * transaction: after a crash at any point it is there whole or not at all.
 *
 * <p>Search compares the query with every vector of the models searched, so it is exact, and its time grows with their
 * number: some tens of milliseconds per 100,000 vectors of 384 numbers once they are cached.
 *
 * <p>Immutable and thread-safe, as is what it opens.
 */
public final class SqliteStore {

    private final IndexFile file;
    private final InstantSource clock;
    private final long searchCacheBytes;

    private SqliteStore(IndexFile file, InstantSource clock, long searchCacheBytes) {
        this.file = file;
        this.clock = clock;
        this.searchCacheBytes = searchCacheBytes;
    }

    /**
     * Starts a store.
     *
     * @return a builder; not thread-safe
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Opens the file as a sink. A missing file is created, with its directory.
     *
     * @return a sink with connections and a cache of its own
     * @throws io.syncline.api.failure.SetupException if the file cannot be created or written, is not an index of
     *     Syncline, is damaged, or was written by a newer version
     * @throws io.syncline.api.failure.TransientException if another process keeps it locked for too long
     */
    public VectorSink vectorSink() {
        return new SqliteVectorSink(new Database(file), new VectorCache(searchCacheBytes));
    }

    /**
     * Opens the file as a metadata store. A missing file is created, with its directory.
     *
     * @return a store with connections of its own
     * @throws io.syncline.api.failure.SetupException if the file cannot be created or written, is not an index of
     *     Syncline, is damaged, or was written by a newer version
     * @throws io.syncline.api.failure.TransientException if another process keeps it locked for too long
     */
    public MetadataStore metadataStore() {
        return new SqliteMetadataStore(new Database(file), clock);
    }

    /** The path of the file. */
    @Override
    public String toString() {
        return "SqliteStore[" + file.path() + "]";
    }

    /** Builds a {@link SqliteStore}; not thread-safe. */
    public static final class Builder {

        private static final Duration MAX_BUSY_TIMEOUT = Duration.ofHours(1);
        private static final int CACHE_SHARE_OF_HEAP = 4;

        private @Nullable Path path;
        private Duration busyTimeout = Duration.ofSeconds(10);
        private InstantSource clock = Clock.systemUTC();
        private long searchCacheBytes = Runtime.getRuntime().maxMemory() / CACHE_SHARE_OF_HEAP;

        private Builder() {}

        /**
         * Sets where the file is. Required.
         *
         * @param file path of the file, which need not exist
         * @return this
         */
        public Builder path(Path file) {
            path = file.toAbsolutePath().normalize();
            return this;
        }

        /**
         * Sets how long a call waits while another one writes, in this process or in others.
         *
         * @param timeout from 0 to one hour; 10 s unless set
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder busyTimeout(Duration timeout) {
            if (timeout.isNegative() || timeout.compareTo(MAX_BUSY_TIMEOUT) > 0) {
                throw new IllegalArgumentException("The busy timeout must be from 0 to 1 h, not " + timeout);
            }
            busyTimeout = timeout;
            return this;
        }

        /**
         * Sets the clock by which leases expire. Processes that share the file must agree about the time.
         *
         * @param source a clock; the system's unless set
         * @return this
         */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /**
         * Sets how much memory a sink may use to keep vectors for the next search. Models that do not fit are read from
         * the file with each search, which is a few times slower and needs no memory.
         *
         * @param bytes 0 or more; a quarter of the largest heap unless set
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder searchCacheBytes(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("The search cache must have 0 or more bytes, not " + bytes);
            }
            searchCacheBytes = bytes;
            return this;
        }

        /**
         * Makes the store. Touches no file yet.
         *
         * @return the store
         * @throws IllegalArgumentException if the path is missing
         */
        public SqliteStore build() {
            if (path == null) {
                throw new IllegalArgumentException("A SQLite store needs a path");
            }
            return new SqliteStore(new IndexFile(path, busyTimeout, Schema.CURRENT), clock, searchCacheBytes);
        }
    }
}

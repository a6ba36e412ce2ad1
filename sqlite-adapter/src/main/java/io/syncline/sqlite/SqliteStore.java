package io.syncline.sqlite;

import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.Reindexing;
import io.syncline.core.port.VectorSink;
import java.time.InstantSource;
import java.util.OptionalInt;

/**
 * A local SQLite file that stores vectors, the state of each model and the records that failed.
 *
 * <p>The sinks and metadata stores opened here are independent of each other: each is closed separately, can be used
 * alone, and can be opened several times, in this process and in others of the same host. Readers never wait; writers
 * wait for each other, up to the busy timeout. The file must not be on a network file system.
 *
 * <p>A write that returned is durable (write-ahead log, synchronised at each commit). Each call of a port is one
 * transaction: after a crash it was applied completely or not at all.
 *
 * <p>A search compares the query with every vector of the searched models, so it is exact, and its duration is
 * proportional to their number: some tens of milliseconds per 100,000 cached vectors of dimension 384. The words of each
 * text are indexed with it (FTS5), in the same file and transaction, so searches match words too.
 *
 * <p>Immutable and thread-safe, as are the sinks and stores that it opens.
 */
public final class SqliteStore {

    private final IndexFile file;
    private final InstantSource clock;
    private final long searchCacheBytes;

    SqliteStore(IndexFile file, InstantSource clock, long searchCacheBytes) {
        this.file = file;
        this.clock = clock;
        this.searchCacheBytes = searchCacheBytes;
    }

    /** Returns a builder. */
    public static SqliteStoreBuilder builder() {
        return new SqliteStoreBuilder();
    }

    /**
     * Opens the file as a sink. A missing file is created by {@link VectorSink#prepare}, with its directory. Tables of an
     * earlier release are read as they are, and migrated by {@code prepare} or the first write.
     *
     * @return a sink with its own connections and its own cache; also a {@link io.syncline.core.port.HybridSink}, a {@link
     *     io.syncline.core.port.QuarantiningSink} and a {@link io.syncline.core.port.SourceCatalog}
     * @throws io.syncline.api.failure.SetupException if the file cannot be written, is not an index of
     *     Syncline, is damaged, or was written by a later release
     * @throws io.syncline.api.failure.TransientException if another process holds a lock for longer than the busy timeout
     */
    public VectorSink vectorSink() {
        return vectorSink(OptionalInt.empty());
    }

    /** A sink of one generation, whichever serves. */
    VectorSink vectorSink(OptionalInt pinned) {
        return new SqliteVectorSink(new GenerationDatabase(file, pinned), new VectorCache(searchCacheBytes));
    }

    /**
     * Opens what replaces the index by another one, which is a file beside this one. This file records which of them serves; the state of
     * the models stays here.
     *
     * @return a reindexing with its own connections
     * @throws io.syncline.api.failure.SetupException if the file is not an index of Syncline, is damaged, or was written by a
     *     later release
     * @throws io.syncline.api.failure.TransientException if another process holds a lock for longer than the busy timeout
     */
    public Reindexing reindex() {
        return new SqliteReindex(this, file, clock);
    }

    /**
     * Opens the file as a metadata store. A missing file is empty; the first write creates it, with its directory, and
     * migrates the tables of an earlier release.
     *
     * @return a store with its own connections
     * @throws io.syncline.api.failure.SetupException if the file cannot be written, is not an index of
     *     Syncline, is damaged, or was written by a later release
     * @throws io.syncline.api.failure.TransientException if another process holds a lock for longer than the busy timeout
     */
    public MetadataStore metadataStore() {
        return new SqliteMetadataStore(new Database(file), clock);
    }

    /** The path of the file. */
    @Override
    public String toString() {
        return "SqliteStore[" + file.path() + "]";
    }
}

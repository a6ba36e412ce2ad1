package io.syncline.qdrant;

import org.immutables.value.Value;

/** The collection that {@code prepare} found or created, with its limits. */
@SettingsStyle
@Value.Immutable
interface Target {

    /** The name of the collection, never of an alias, so that a switch of the alias does not affect a running sync. */
    String collection();

    /** The identity of the collection, or {@link io.syncline.core.port.vector.SinkIdentity#UNKNOWN}. */
    String filling();

    String vector();

    /** The name of the sparse vector in a point, whether or not it exists. */
    String sparseVector();

    int dimension();

    /** Whether the server supports conditional upserts; otherwise the sink reads before it writes. */
    boolean guardedByServer();

    /** The limits of write requests, from the builder and the server's strict mode. */
    WriteLimits writes();

    /** The maximum number of points that can be written before the server limits the rate. */
    int writesBeforePause();

    /** The maximum number of points in a read. */
    int readLimit();

    /** The maximum number of points in a search. */
    int queryLimit();

    /** The maximum number of ids in one filter. */
    int idsPerFilter();

    /** Whether conditions may be on fields without an index; strict mode can forbid them. */
    boolean filtersByAnyField();

    WordVectors words();

    /** Whether the vector index is deferred by a bulk load. */
    boolean bulkLoading();

    /** How to write the sparse vectors of points. */
    enum WordVectors {
        /** The collection has no sparse vectors. */
        ABSENT,
        /** Written empty, because the server retains vectors that an upsert omits. */
        CLEARED,
        /** Computed from the text, but those that are stored are of another version of the analysis. */
        OUTDATED,
        /** Computed from the text. */
        WRITTEN
    }
}

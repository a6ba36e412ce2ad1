package io.syncline.qdrant;

import org.immutables.value.Value;

/** The collection that {@code prepare} found or made, and what may be done with it. */
@SettingsStyle
@Value.Immutable
interface Target {

    /** The collection itself, never an alias, so that a switch of the alias does not move a run that has begun. */
    String collection();

    String vector();

    /** The name of the vector of words within a point, whether or not there is one. */
    String sparseVector();

    int dimension();

    /** Whether the server makes upserts conditional, or this process has to look before it writes. */
    boolean guardedByServer();

    /** What write requests may hold, by the builder and by the server's strict mode. */
    WriteLimits writes();

    /** The most points that can be written before the server asks for a pause. */
    int writesBeforePause();

    /** The most points that a read may ask for. */
    int readLimit();

    /** The most points that a search may ask for. */
    int queryLimit();

    /** The most ids that one filter may name. */
    int idsPerFilter();

    WordVectors words();

    /** Whether the vector index waits for the end of a first load. */
    boolean bulkLoading();

    /** What is to be done about the sparse vectors of points. */
    enum WordVectors {
        /** The collection has none. */
        ABSENT,
        /** The collection has some, which are kept empty: a vector that is not sent may stay as it was. */
        CLEARED,
        /** They are made by the server, out of the text. */
        WRITTEN
    }
}

package io.syncline.qdrant;

import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** What the collection is called, and how it is to be created. */
@SettingsStyle
@Value.Immutable
interface CollectionSettings {

    /** What applications call it: an alias, or a collection that was there before. */
    String name();

    /** A collection that is being built behind the one that serves, and is used in its stead. */
    Optional<String> newCollection();

    /** The name of the vector within a point. */
    String vector();

    boolean vectorsOnDisk();

    boolean payloadOnDisk();

    Quantisation quantisation();

    OptionalInt shards();

    OptionalInt replicas();

    boolean bulkLoad();

    boolean hybrid();

    boolean indexExisting();

    /** The name of the sparse vector within a point, used by hybrid search only. */
    default String sparseVector() {
        return vector() + "-words";
    }
}

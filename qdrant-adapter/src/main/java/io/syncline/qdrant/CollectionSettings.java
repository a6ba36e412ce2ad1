package io.syncline.qdrant;

import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** The name of the collection, and how to create it. */
@SettingsStyle
@Value.Immutable
interface CollectionSettings {

    /** The configured name: an alias, or a collection that already existed. */
    String name();

    /** A collection that is being built to replace the serving one, and is used instead of it. */
    Optional<String> newCollection();

    /** The collection that is used, by the name that a person knows. */
    default String used() {
        return newCollection().orElse(name());
    }

    /** The name of the vector within a point. */
    String vector();

    boolean vectorsOnDisk();

    boolean payloadOnDisk();

    Quantisation quantisation();

    OptionalInt shards();

    OptionalInt replicas();

    boolean bulkLoad();

    /** Whether words are stored; empty to store them unless the collection exists without. */
    Optional<Boolean> hybrid();

    boolean indexExisting();

    /** The name of the sparse vector in a point, used by hybrid search only. Earlier versions had another one under {@code -words}. */
    default String sparseVector() {
        return vector() + "-terms";
    }
}

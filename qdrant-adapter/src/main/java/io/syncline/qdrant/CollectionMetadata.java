package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The metadata that Syncline stores with a collection, beside that of other applications. */
final class CollectionMetadata {

    /** The embedder whose vectors the collection stores. */
    static final String EMBEDDER = "syncline_embedder";

    /** The identity of the collection, chosen when it was created. */
    static final String FILLING = "syncline_filling";

    /** The indexing threshold to restore after a bulk load; present only during one. */
    static final String BULK_LOAD = "syncline_bulk_load";

    /** Present while the collection is being built to replace another one. */
    static final String BUILDING = "syncline_building";

    /** On which condition the collection may replace another one. */
    static final String CONDITION = "syncline_condition";

    /** The collection that served before this one. */
    static final String PREVIOUS = "syncline_previous";

    /** When the collection stopped serving, in milliseconds since 1970. */
    static final String IDLE_SINCE = "syncline_idle_since";

    /** The version of the analysis whose words are stored. */
    static final String WORDS = "syncline_words";

    private final Map<String, Value> values;

    private CollectionMetadata(Map<String, Value> values) {
        this.values = values;
    }

    static CollectionMetadata of(CollectionInfo info) {
        return new CollectionMetadata(info.getConfig().getMetadataMap());
    }

    Optional<String> embedder() {
        return text(EMBEDDER);
    }

    Optional<String> filling() {
        return text(FILLING);
    }

    Optional<String> condition() {
        return text(CONDITION);
    }

    Optional<String> previous() {
        return text(PREVIOUS);
    }

    Optional<Instant> idleSince() {
        return number(IDLE_SINCE).map(Instant::ofEpochMilli);
    }

    boolean building() {
        return values.containsKey(BUILDING);
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(Value::getStringValue);
    }

    Optional<Long> bulkLoad() {
        return number(BULK_LOAD);
    }

    Optional<Long> words() {
        return number(WORDS);
    }

    private Optional<Long> number(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(Value::hasIntegerValue)
                .map(Value::getIntegerValue);
    }
}

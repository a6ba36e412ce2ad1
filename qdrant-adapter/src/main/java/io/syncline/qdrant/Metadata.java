package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Map;
import java.util.Optional;

/** What Syncline remembers with a collection, beside whatever others remember there. */
final class Metadata {

    /** The embedder whose vectors the collection holds. */
    static final String EMBEDDER = "syncline_embedder";

    /** The indexing threshold to go back to once a bulk load is over; there only while one goes on. */
    static final String BULK_LOAD = "syncline_bulk_load";

    /** There while a collection is being built to replace another one. */
    static final String BUILDING = "syncline_building";

    /** The collection that served before this one. */
    static final String PREVIOUS = "syncline_previous";

    private final Map<String, Value> values;

    private Metadata(Map<String, Value> values) {
        this.values = values;
    }

    static Metadata of(CollectionInfo info) {
        return new Metadata(info.getConfig().getMetadataMap());
    }

    Optional<String> embedder() {
        return text(EMBEDDER);
    }

    Optional<String> previous() {
        return text(PREVIOUS);
    }

    boolean building() {
        return values.containsKey(BUILDING);
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(Value::getStringValue);
    }

    Optional<Long> bulkLoad() {
        return Optional.ofNullable(values.get(BULK_LOAD))
                .filter(Value::hasIntegerValue)
                .map(Value::getIntegerValue);
    }
}

package io.syncline.api.json;

import io.syncline.api.SearchHit;
import java.util.HashMap;
import java.util.Map;

/**
 * What frameworks show beside the text of a hit: the payload, and which record it is, by the names of {@link JsonForm}. No
 * field is stored under one of these names.
 */
public final class HitMetadata {

    /** The name of the model of the record. */
    public static final String MODEL = "model_name";

    /** The id of the record: a {@code Long}, or a {@code String}. */
    public static final String RECORD = "record_id";

    /** The index of the chunk in its record, an {@code Integer} from 0. */
    public static final String CHUNK = "chunk_index";

    private HitMetadata() {}

    /** The metadata of a hit, in a map of its own. */
    public static Map<String, Object> of(SearchHit hit) {
        Map<String, Object> metadata = new HashMap<>(hit.payload());
        metadata.put(MODEL, hit.model().value());
        metadata.put(RECORD, hit.id().value());
        metadata.put(CHUNK, hit.chunkIndex());
        return metadata;
    }
}

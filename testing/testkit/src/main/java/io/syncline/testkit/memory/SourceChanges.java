package io.syncline.testkit.memory;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldValue;
import java.util.Map;

/**
 * Changes of the records of an {@link InMemoryRecordSource}. A change of a record that does not exist throws
 * {@link IllegalStateException} when it commits.
 */
public interface SourceChanges {

    /**
     * Creates a record, or replaces all its values. An archived record stays so.
     *
     * @param model the model
     * @param id the record
     * @param fields its values by technical name; fields that are not named are empty
     * @throws IllegalArgumentException if the model has no such field
     */
    void put(ModelName model, RecordId id, Map<String, FieldValue> fields);

    /**
     * Creates a record without a change time, as a load by SQL does, or removes the change time of an existing record.
     *
     * @param model the model
     * @param id the record
     * @param fields its values by technical name
     * @throws IllegalArgumentException if the model has no such field
     */
    void putUndated(ModelName model, RecordId id, Map<String, FieldValue> fields);

    /**
     * Changes some values of a record.
     *
     * @param model the model
     * @param id the record
     * @param fields the new values by technical name
     * @throws IllegalArgumentException if the model has no such field
     */
    void update(ModelName model, RecordId id, Map<String, FieldValue> fields);

    /**
     * Changes values that a record shows of another one, such as the name of its country. Its own change time stays,
     * but it is listed among the changes.
     *
     * @param model the model
     * @param id the record
     * @param fields the new values by technical name
     * @throws IllegalArgumentException if the model has no such field
     */
    void updateThroughLink(ModelName model, RecordId id, Map<String, FieldValue> fields);

    /**
     * Archives a record, which changes it.
     *
     * @param model the model
     * @param id the record
     */
    void archive(ModelName model, RecordId id);

    /**
     * Takes a record out of the archive, which changes it.
     *
     * @param model the model
     * @param id the record
     */
    void unarchive(ModelName model, RecordId id);

    /**
     * Deletes a record.
     *
     * @param model the model
     * @param id the record
     */
    void delete(ModelName model, RecordId id);
}

package io.syncline.testkit.contract;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.RecordSource;

/**
 * A source, and methods to change its records.
 *
 * <p>The model may hold other records and grow; but while a test runs nobody else changes or deletes its records, and
 * ids that {@code create} assigns are greater than all before. Each change is committed when its method returns, and
 * has the source's time at that moment.
 */
public interface RecordSourceFixture extends Contract.Fixture {

    /**
     * The source under test.
     *
     * @return the same source at each call
     */
    RecordSource source();

    /**
     * A model whose records the fixture can change.
     *
     * @return its name
     */
    ModelName model();

    /**
     * The field that {@link #create} and {@link #update} set.
     *
     * @return the technical name of a field of plain text
     */
    String field();

    /**
     * A model that does not exist.
     *
     * @return its name
     */
    default ModelName unknownModel() {
        return ModelName.of("no.such.model");
    }

    /**
     * Creates a record.
     *
     * @param text value of the {@link #field}
     * @return its id
     */
    RecordId create(String text);

    /**
     * Creates a record of a given id, if the keys of the model are texts.
     *
     * @param id a text that no record has
     * @param text value of the {@link #field}
     * @return whether it was created; false by default, for models whose keys cannot be chosen
     */
    default boolean create(RecordId id, String text) {
        return false;
    }

    /**
     * Changes a record.
     *
     * @param id the record
     * @param text new value of the {@link #field}, different from the old one
     */
    void update(RecordId id, String text);

    /**
     * Deletes a record.
     *
     * @param id the record
     */
    void delete(RecordId id);

    /**
     * Archives a record, which changes it; see {@link Capability#ARCHIVE}.
     *
     * @param id the record
     */
    default void archive(RecordId id) {
        throw new UnsupportedOperationException("Records of " + model() + " cannot be archived");
    }

    /**
     * Creates a record that has no change time; see {@link Capability#UNDATED_RECORDS}.
     *
     * @param text value of the {@link #field}
     * @return its id
     */
    default RecordId createUndated(String text) {
        throw new UnsupportedOperationException("All records of " + model() + " have a change time");
    }

    /** Returns when the clock that stamps changes shows a later whole second than before. */
    void nextSecond();
}

package io.syncline.testkit.contract;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.ChangeSignals;

/** A database with one model, and methods to write its records. Each write is committed when its method returns. */
public interface ChangeSignalsFixture extends Contract.Fixture {

    /**
     * Opens the signals of the database, as a new process would.
     *
     * @return signals that the fixture closes, if the test has not
     */
    ChangeSignals open();

    /**
     * The model.
     *
     * @return its name
     */
    ModelName model();

    /**
     * Creates a record.
     *
     * @return its id
     */
    RecordId create();

    /**
     * Changes a record.
     *
     * @param id the record
     */
    void update(RecordId id);

    /**
     * Deletes a record.
     *
     * @param id the record
     */
    void delete(RecordId id);

    /**
     * Creates a record by a transaction that is rolled back.
     *
     * @return the id that it had
     */
    RecordId createAndRollBack();

    /**
     * Creates records by one transaction.
     *
     * @param count how many
     */
    void create(int count);

    /** Ends all connections that read signals, as a restart of the database or a firewall would. */
    void endConnections();
}

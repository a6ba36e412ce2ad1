package io.syncline.api.failure;

/** The collection or file of a sink does not exist. Only a sync, a repair and a reindex create one. */
public final class MissingStoreException extends SetupException {

    /**
     * A failure.
     *
     * @param message which store is missing, and which similar ones exist
     */
    public MissingStoreException(String message) {
        super(message);
    }
}

package io.syncline.api.failure;

/** The collection or file to read does not exist. Whatever reads never creates one: a first sync does. */
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

package io.syncline.api.failure;

import org.jspecify.annotations.Nullable;

/**
 * The store can be read, and cannot be written: a disk that is mounted for reading, a file or database whose user may not write.
 * What only compares or counts goes on without writing.
 */
public final class ReadOnlyStoreException extends SetupException {

    /**
     * A failure.
     *
     * @param message what could not be written, and what to do
     * @param cause the failure of the system, if there was one
     */
    public ReadOnlyStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

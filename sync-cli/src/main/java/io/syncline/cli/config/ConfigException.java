package io.syncline.cli.config;

import java.io.Serial;

/** The configuration cannot be used; the message names file, line and key, and never a value that may be secret. */
public final class ConfigException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Creates the failure.
     *
     * @param message where, what, and what to do
     */
    public ConfigException(String message) {
        super(message);
    }
}

package io.syncline.core.adapter;

import java.io.Serial;

/**
 * A configuration that cannot be used. The message names the place (file and line, where there is one) and the key, and
 * holds no value that may be secret.
 */
public final class ConfigException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message the place, the problem and what to do
     */
    public ConfigException(String message) {
        super(message);
    }
}

package io.syncline.embedding.http;

import java.io.IOException;

/**
 * A successful response of another format, such as that of another endpoint. The texts of the request do not cause it, so it
 * means a wrong setting, as long as no response has fitted.
 */
public final class UnusableResponseException extends IOException {

    /**
     * A response that is of no use.
     *
     * @param message what is wrong with it, without a subject, such as {@code the response has no array 'data'}
     */
    public UnusableResponseException(String message) {
        super(message);
    }
}

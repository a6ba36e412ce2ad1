package io.syncline.tika;

import org.apache.tika.exception.WriteLimitReachedException;

/** The text has reached its limit. Readers let an exception of this kind pass. */
final class TextTooLongException extends WriteLimitReachedException {

    private static final long serialVersionUID = 1;

    TextTooLongException() {
        super(0);
    }
}

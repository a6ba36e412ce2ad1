package io.syncline.core.adapter.http;

import java.io.IOException;

/** The body of a response is larger than its limit. The message is a part of a sentence: "more than 1024 bytes". */
public final class BodyTooLargeException extends IOException {

    BodyTooLargeException(long limit) {
        super("more than " + limit + " bytes");
    }
}

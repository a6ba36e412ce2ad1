package io.syncline.embedding.http;

import java.io.IOException;

/** The body of a response exceeds the size that its request can lead to. */
final class ResponseTooLargeException extends IOException {

    ResponseTooLargeException(long limit) {
        super("the response exceeds " + limit + " bytes");
    }
}

package io.syncline.embedding.http;

import java.io.IOException;

/** The response is well-formed, but its vectors have another dimension than expected. */
final class WrongDimensionException extends IOException {

    WrongDimensionException(int actual, int expected) {
        super("a vector of dimension " + actual + " instead of " + expected);
    }
}

package io.syncline.cli.demo;

import java.io.Serial;

/** A step of the demo did not show what it claims. */
public final class DemoFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    DemoFailedException(String message) {
        super(message);
    }
}

package io.syncline.mcp.internal.tool;

/** A call cannot be answered as it was made; the message says how to make it. */
final class InvalidCallException extends RuntimeException {

    InvalidCallException(String message) {
        super(message);
    }
}

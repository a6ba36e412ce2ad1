package io.syncline.mcp.tool;

/** A call cannot be answered as it was made; the message says how to make it. */
final class ToolRefusal extends RuntimeException {

    ToolRefusal(String message) {
        super(message);
    }
}

package io.syncline.mcp.internal.tool;

import java.util.Map;

/** A tool. Thread-safe. */
@FunctionalInterface
interface Tool {

    /**
     * Answers a call.
     *
     * @return the answer by the tool's output schema, in the order of its fields
     * @throws InvalidCallException if the call cannot be answered as it was made
     * @throws io.syncline.api.failure.SyncException if a system fails
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    Map<String, Object> call(ToolCall call) throws InterruptedException;
}

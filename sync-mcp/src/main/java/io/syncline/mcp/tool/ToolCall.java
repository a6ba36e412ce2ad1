package io.syncline.mcp.tool;

import io.syncline.mcp.call.ClientCall;
import io.syncline.mcp.call.ProgressSink;

/**
 * A call of a tool.
 *
 * @param call the request, which the client may cancel
 * @param progress where the client wants to read the progress
 */
public record ToolCall(ToolArguments arguments, ClientCall call, ProgressSink progress) {}

package io.syncline.mcp.internal.tool;

import io.syncline.mcp.internal.call.ClientCall;
import io.syncline.mcp.internal.call.ProgressSink;

/**
 * A call of a tool.
 *
 * @param request the request, which the client may cancel
 * @param progress where the client wants to read the progress
 */
public record ToolCall(ToolArguments arguments, ClientCall request, ProgressSink progress) {}

package io.syncline.mcp.tool;

import io.syncline.mcp.call.Call;
import io.syncline.mcp.call.ProgressSink;

/**
 * A call of a tool.
 *
 * @param call the request, which the client may cancel
 * @param progress where the client wants to read the progress
 */
public record ToolCall(Arguments arguments, Call call, ProgressSink progress) {}

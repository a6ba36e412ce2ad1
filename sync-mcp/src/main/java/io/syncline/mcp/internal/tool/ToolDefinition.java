package io.syncline.mcp.internal.tool;

import java.util.Map;

/**
 * What clients are told of a tool.
 *
 * @param offeredReadOnly whether a server that only reads offers it
 * @param hints how it behaves, by the names of the protocol
 * @param input the schema of its arguments
 * @param output the schema of its answer
 */
public record ToolDefinition(
        String name,
        String title,
        String description,
        boolean offeredReadOnly,
        Map<String, Boolean> hints,
        Map<String, Object> input,
        Map<String, Object> output) {}

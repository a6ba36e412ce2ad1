package io.syncline.mcp.internal.tool;

import java.util.Map;

/**
 * What clients are told of a tool.
 *
 * @param offeredReadOnly whether a server that only reads offers it
 * @param offeredForOnePerson whether a server under the rights of a person offers it: its answers then depend on nothing that the
 *     person may not read
 * @param hints how it behaves, by the names of the protocol
 * @param input the schema of its arguments
 * @param output the schema of its answer
 */
public record ToolDefinition(
        String name,
        String title,
        String description,
        boolean offeredReadOnly,
        boolean offeredForOnePerson,
        Map<String, Boolean> hints,
        Map<String, Object> input,
        Map<String, Object> output) {}

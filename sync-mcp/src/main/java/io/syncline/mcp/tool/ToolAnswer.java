package io.syncline.mcp.tool;

import java.util.Map;

/**
 * The answer to a call: fields by the tool's output schema, or a problem that the caller can read.
 *
 * @param fields the fields; empty for a problem
 * @param problem one line; empty if there is none
 */
public record ToolAnswer(Map<String, Object> fields, String problem) {

    static ToolAnswer problem(String problem) {
        return new ToolAnswer(Map.of(), problem);
    }

    /** Whether it is a problem. */
    public boolean isProblem() {
        return !problem.isEmpty();
    }
}

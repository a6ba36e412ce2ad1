package io.syncline.mcp.internal.tool;

import java.util.Map;

/**
 * The answer to a call: fields by the tool's output schema, or a problem that the caller can read.
 *
 * @param kind what it is
 * @param fields the fields; empty for a problem
 * @param problem one line; empty if there is none
 */
public record ToolAnswer(Kind kind, Map<String, Object> fields, String problem) {

    /** What an answer is. */
    public enum Kind {
        /** What was asked for. */
        FIELDS,
        /** The call cannot be answered as it was made, such as one that names an unknown model. */
        INVALID,
        /** A system or the server failed. */
        FAILURE
    }

    static ToolAnswer of(Map<String, Object> fields) {
        return new ToolAnswer(Kind.FIELDS, fields, "");
    }

    static ToolAnswer invalid(String problem) {
        return new ToolAnswer(Kind.INVALID, Map.of(), problem);
    }

    static ToolAnswer failure(String problem) {
        return new ToolAnswer(Kind.FAILURE, Map.of(), problem);
    }

    /** Whether it is a problem. */
    public boolean isProblem() {
        return kind != Kind.FIELDS;
    }
}

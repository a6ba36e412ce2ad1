package io.syncline.mcp.internal.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a run ended.
 *
 * @param message one line for people
 * @param report what an answer shows of its report, by name, in that order
 */
public record EndedRun(String message, Map<String, Object> report) {

    /** Copies the report. */
    public EndedRun {
        report = Collections.unmodifiableMap(new LinkedHashMap<>(report));
    }
}

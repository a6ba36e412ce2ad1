package io.syncline.mcp.internal.protocol;

import java.util.List;

/** The revisions of the protocol that the SDK speaks, the oldest first. */
public final class ProtocolVersions {

    private static final List<String> ALL = List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

    private ProtocolVersions() {}

    /** Over standard streams. */
    static List<String> overStdio() {
        return ALL;
    }

    /** Over streamable HTTP, which the first revision does not have. */
    public static List<String> overHttp() {
        return ALL.subList(1, ALL.size());
    }

    /** The newest one. */
    public static String latest() {
        return ALL.get(ALL.size() - 1);
    }
}

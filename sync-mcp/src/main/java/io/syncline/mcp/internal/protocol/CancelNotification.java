package io.syncline.mcp.internal.protocol;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import java.util.Map;
import java.util.Optional;

/** The notification by which a client cancels a request of its own. */
public final class CancelNotification {

    private CancelNotification() {}

    /** The id of the request that a notification cancels; empty if it is another notification, or names none. */
    public static Optional<Object> requestId(JSONRPCNotification notification) {
        return notification.method().equals("notifications/cancelled")
                        && notification.params() instanceof Map<?, ?> params
                ? Optional.ofNullable(params.get("requestId"))
                : Optional.empty();
    }
}

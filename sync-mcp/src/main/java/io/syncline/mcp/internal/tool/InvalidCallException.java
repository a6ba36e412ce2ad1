package io.syncline.mcp.internal.tool;

import io.syncline.core.adapter.Units;
import java.util.function.Supplier;

/** A call that cannot be answered as it was made. The message is for the client, which can correct the call. */
final class InvalidCallException extends RuntimeException {

    InvalidCallException(String message) {
        super(message);
    }

    /** A request of a client, unless one of its values is out of range, which schemas cannot always say. */
    static <T> T unless(Supplier<T> request) {
        try {
            return request.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidCallException(Units.inMessage(String.valueOf(e.getMessage())));
        }
    }
}

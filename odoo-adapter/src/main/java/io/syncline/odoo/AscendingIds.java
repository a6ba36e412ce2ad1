package io.syncline.odoo;

import io.syncline.odoo.CallFailure.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Checks the ids of one answer. A record whose id is no whole number of 32 bits ends the listing: it has no place in the
 * order by which records are paged, so without it nothing proves that the listing is complete. Not thread-safe.
 */
final class AscendingIds {

    private final String model;
    private long last = Long.MIN_VALUE;

    AscendingIds(String model) {
        this.model = model;
    }

    /** The next id of the answer. */
    long next(@Nullable Object id) {
        if (!(id instanceof Integer number)) {
            throw unusable(id);
        }
        if (number <= last) {
            throw new CallFailure(
                    Kind.PROTOCOL_ERROR, "the server did not sort " + model + " by id: " + number + " follows " + last);
        }
        last = number;
        return last;
    }

    private CallFailure unusable(@Nullable Object id) {
        String kind = id instanceof String
                ? "a text"
                : id instanceof Long || id instanceof BigInteger
                        ? "beyond 32 bits"
                        : id instanceof Double || id instanceof BigDecimal ? "a decimal" : "";
        if (kind.isEmpty()) {
            return new CallFailure(Kind.PROTOCOL_ERROR, "the server returned a record of " + model + " without an id");
        }
        String shown = XmlRpcScalars.abbreviated(String.valueOf(id));
        return new CallFailure(
                Kind.UNUSABLE_ID,
                "record " + (id instanceof String ? "'" + shown + "'" : shown) + " of " + model
                        + " cannot be listed, since its id is " + kind
                        + " instead of a whole number of 32 bits; exclude it with a filter, or do not sync " + model);
    }
}

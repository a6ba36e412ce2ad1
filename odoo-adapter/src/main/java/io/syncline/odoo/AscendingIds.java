package io.syncline.odoo;

import io.syncline.odoo.CallFailure.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Checks the ids of one answer. A record whose id is no whole number of 64 bits ends the listing: it has no place in the
 * order by which records are paged, so without it nothing proves that the listing is complete. Views may repeat an id. Not
 * thread-safe.
 */
final class AscendingIds {

    private final String model;
    private @Nullable Long last;
    private boolean repeated;

    AscendingIds(String model) {
        this.model = model;
    }

    /** The next id of the answer. */
    long next(@Nullable Object id) {
        if (!(id instanceof Integer || id instanceof Long)) {
            throw unusable(id);
        }
        long number = ((Number) id).longValue();
        Long before = last;
        if (before != null && number < before) {
            throw new CallFailure(
                    Kind.PROTOCOL_ERROR,
                    "the server did not sort " + model + " by id: " + number + " follows " + before);
        }
        repeated = before != null && number == before;
        last = number;
        return number;
    }

    /** Whether the last id was that of the row before. */
    boolean isRepeated() {
        return repeated;
    }

    private CallFailure unusable(@Nullable Object id) {
        String kind = id instanceof String
                ? "a text"
                : id instanceof BigInteger
                        ? "beyond 64 bits"
                        : id instanceof Double || id instanceof BigDecimal ? "a decimal" : "";
        if (kind.isEmpty()) {
            return new CallFailure(Kind.PROTOCOL_ERROR, "the server returned a record of " + model + " without an id");
        }
        String shown = XmlRpcScalars.abbreviated(String.valueOf(id));
        return new CallFailure(
                Kind.UNUSABLE_ID,
                "record " + (id instanceof String ? "'" + shown + "'" : shown) + " of " + model
                        + " cannot be listed, since its id is " + kind
                        + " instead of a whole number of 64 bits; exclude it with a filter, or do not sync " + model);
    }
}

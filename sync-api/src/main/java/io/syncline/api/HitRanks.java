package io.syncline.api;

import java.util.OptionalInt;

/**
 * Why a search found a record: at which rank each of its two searches did. The order of hits follows from both.
 *
 * @param meaning the rank among the records that are nearest by meaning, from 1; empty if it is not among the first
 * @param words the rank among the records that have words of the query, from 1; empty if it is not among the first, or
 *     if words were not searched
 */
public record HitRanks(OptionalInt meaning, OptionalInt words) {

    /** Found by meaning alone. */
    public static HitRanks byMeaning(int rank) {
        return new HitRanks(OptionalInt.of(rank), OptionalInt.empty());
    }
}

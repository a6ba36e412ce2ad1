package io.syncline.service.memory;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What was asked of the embedder in a month. Immutable.
 *
 * @param requests calls of the embedder that it answered or refused
 * @param tokens tokens that it counted
 * @param cost US dollars by list prices; empty if the price of some was not known
 */
public record MonthUsage(long requests, long tokens, Optional<BigDecimal> cost) {

    /** Nothing. */
    public static final MonthUsage NONE = new MonthUsage(0, 0, Optional.of(BigDecimal.ZERO));

    /** Both together. */
    public MonthUsage plus(MonthUsage more) {
        return new MonthUsage(
                requests + more.requests, tokens + more.tokens, cost.flatMap(sum -> more.cost.map(sum::add)));
    }
}

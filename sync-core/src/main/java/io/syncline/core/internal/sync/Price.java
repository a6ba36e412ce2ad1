package io.syncline.core.internal.sync;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import java.math.BigDecimal;
import java.util.Optional;

/** What tokens cost. */
final class Price {

    private static final int MILLION_DIGITS = 6;

    private Price() {}

    /** US dollars; 0 if the embedder is not metered, empty if its price is not known. */
    static Optional<BigDecimal> of(Embedder embedder, long tokens) {
        if (!(embedder instanceof Metered metered)) {
            return Optional.of(BigDecimal.ZERO);
        }
        return metered.quota()
                .pricePerMillionTokens()
                .map(price -> price.multiply(BigDecimal.valueOf(tokens))
                        .movePointLeft(MILLION_DIGITS)
                        .stripTrailingZeros());
    }
}

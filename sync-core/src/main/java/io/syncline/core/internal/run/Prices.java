package io.syncline.core.internal.run;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import java.math.BigDecimal;
import java.util.Optional;

/** What tokens cost. */
public final class Prices {

    private static final int MILLION_DIGITS = 6;

    private Prices() {}

    /** US dollars; 0 if the embedder is not metered, empty if its price is not known. */
    public static Optional<BigDecimal> of(Embedder embedder, long tokens) {
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

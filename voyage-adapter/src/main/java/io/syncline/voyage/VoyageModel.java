package io.syncline.voyage;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text model of Voyage AI, as documented in November 2026.
 *
 * @param name the name in requests
 * @param dimensions the possible dimensions, the default first
 * @param fixed whether requests cannot choose the dimension
 * @param contextTokens the maximum of tokens in one text
 * @param tokensPerRequest the maximum of tokens in one request
 * @param tokensPerMinute the rate limit of tier 1; empty if not published
 * @param price US dollars per million tokens; empty if not published
 * @param retirement the date on which a legacy model is switched off; null for an active model
 */
record VoyageModel(
        String name,
        List<Integer> dimensions,
        boolean fixed,
        int contextTokens,
        int tokensPerRequest,
        OptionalLong tokensPerMinute,
        Optional<BigDecimal> price,
        @Nullable String retirement) {

    private static final List<Integer> FLEXIBLE = List.of(1024, 256, 512, 2048);
    private static final int K = 1_000;
    private static final long M = 1_000_000;

    static final List<VoyageModel> ALL = List.of(
            flexible("voyage-4-large", 120 * K, 3 * M, "0.12", null),
            flexible("voyage-4", 320 * K, 8 * M, "0.06", null),
            flexible("voyage-4-lite", 1_000 * K, 16 * M, "0.02", null),
            new VoyageModel(
                    "voyage-code-4", FLEXIBLE, false, 32 * K, 120 * K, OptionalLong.empty(), Optional.empty(), null),
            flexible("voyage-3-large", 120 * K, 3 * M, "0.18", "2027-12-01"),
            flexible("voyage-3.5", 320 * K, 8 * M, "0.06", "2027-12-01"),
            flexible("voyage-3.5-lite", 1_000 * K, 16 * M, "0.02", "2027-12-01"),
            flexible("voyage-code-3", 120 * K, 3 * M, "0.18", "2028-02-13"),
            fixed("voyage-finance-2", 1024, 32 * K),
            fixed("voyage-law-2", 1024, 16 * K),
            fixed("voyage-code-2", 1536, 16 * K));

    private static VoyageModel flexible(
            String name, int perRequest, long perMinute, String price, @Nullable String retirement) {
        return new VoyageModel(
                name,
                FLEXIBLE,
                false,
                32 * K,
                perRequest,
                OptionalLong.of(perMinute),
                Optional.of(new BigDecimal(price)),
                retirement);
    }

    private static VoyageModel fixed(String name, int dimension, int context) {
        return new VoyageModel(
                name,
                List.of(dimension),
                true,
                context,
                120 * K,
                OptionalLong.of(3 * M),
                Optional.of(new BigDecimal("0.12")),
                "2027-12-01");
    }

    /**
     * The model of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    static VoyageModel of(String name) {
        return ALL.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown text model '" + name + "'; known: "
                        + ALL.stream().map(VoyageModel::name).collect(Collectors.joining(", "))));
    }

    int defaultDimension() {
        return dimensions.get(0);
    }

    /**
     * Checks that the model can produce vectors of a dimension.
     *
     * @throws IllegalStateException if it cannot
     */
    void requireDimension(int dimension) {
        if (!dimensions.contains(dimension)) {
            throw new IllegalStateException(
                    "'dimension' of " + name + " must be one of " + dimensions + ", but is " + dimension);
        }
    }
}

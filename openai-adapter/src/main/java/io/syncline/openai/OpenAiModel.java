package io.syncline.openai;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * An embedding model of OpenAI itself. Models of other servers are described by settings.
 *
 * @param name the name in requests
 * @param dimension the default dimension, which is also the largest
 * @param shortens whether requests may ask for a smaller dimension
 * @param price US dollars per million tokens
 */
record OpenAiModel(String name, int dimension, boolean shortens, BigDecimal price) {

    private static final List<OpenAiModel> ALL = List.of(
            new OpenAiModel("text-embedding-3-small", 1536, true, new BigDecimal("0.02")),
            new OpenAiModel("text-embedding-3-large", 3072, true, new BigDecimal("0.13")),
            new OpenAiModel("text-embedding-ada-002", 1536, false, new BigDecimal("0.10")));

    static Optional<OpenAiModel> of(String name) {
        return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    /**
     * Checks that the model can produce vectors of a dimension.
     *
     * @throws IllegalStateException if it cannot
     */
    void requireDimension(int asked) {
        if (asked > dimension || (asked < dimension && !shortens)) {
            throw new IllegalStateException("'dimension' of " + name + " must be " + (shortens ? "at most " : "")
                    + dimension + ", but is " + asked);
        }
    }
}

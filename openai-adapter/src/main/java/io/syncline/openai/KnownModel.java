package io.syncline.openai;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model that OpenAI itself serves; other servers' models are described by settings.
 *
 * @param name its name in requests
 * @param dimension how many numbers a vector has
 * @param shortens whether fewer can be asked for
 * @param price US dollars per million tokens
 */
record KnownModel(String name, int dimension, boolean shortens, BigDecimal price) {

    private static final List<KnownModel> ALL = List.of(
            new KnownModel("text-embedding-3-small", 1536, true, new BigDecimal("0.02")),
            new KnownModel("text-embedding-3-large", 3072, true, new BigDecimal("0.13")),
            new KnownModel("text-embedding-ada-002", 1536, false, new BigDecimal("0.10")));

    /**
     * How many numbers the vectors of a model have.
     *
     * @param name any model
     * @param asked what was asked for, or empty for the model's own
     * @throws IllegalStateException if that is not known
     * @throws IllegalArgumentException if the model cannot give it
     */
    static int dimension(String name, OptionalInt asked) {
        KnownModel known = of(name).orElse(null);
        if (known == null) {
            return asked.orElseThrow(() -> new IllegalStateException(
                    "The dimension of '" + name + "' is not known; tell how many numbers its vectors have"));
        }
        int numbers = asked.orElse(known.dimension());
        if (numbers != known.dimension() && !known.shortens()) {
            throw new IllegalArgumentException(
                    "Vectors of " + name + " have " + known.dimension() + " numbers, not " + numbers);
        }
        return numbers;
    }

    static Optional<KnownModel> of(String name) {
        return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
    }
}

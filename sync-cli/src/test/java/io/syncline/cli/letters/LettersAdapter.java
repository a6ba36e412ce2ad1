package io.syncline.cli.letters;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import java.util.List;

/** An adapter that does not belong to Syncline: an embedder of type {@code letters}. No test class path declares it. */
public final class LettersAdapter implements AdapterProvider {

    /** For the service loader. */
    public LettersAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        OptionSet<Builder> options = OptionSet.of(Builder::new)
                .with(Option.number("size", "numbers in a vector").defaultValue("26"), Builder::size);
        return List.of(Adapter.builder(AdapterKind.EMBEDDER, "letters", options)
                .description("Counts the letters of a text")
                .opens(builder -> new LettersEmbedder(builder.size)));
    }

    private static final class Builder {

        private int size;

        void size(int numbers) {
            if (numbers < 2) {
                throw new IllegalArgumentException("'size' must be at least 2, but is " + numbers);
            }
            size = numbers;
        }
    }
}

package io.syncline.flink.program.lengths;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import java.util.List;

/** An adapter that is in no job jar but those to which it is added: an embedder of type {@code lengths}. */
public final class LengthsAdapter implements AdapterProvider {

    /** For the service loader. */
    public LengthsAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        OptionSet<Builder> options = OptionSet.of(Builder::new)
                .with(Option.number("size", "numbers in a vector").defaultValue("8"), Builder::size);
        return List.of(Adapter.builder(AdapterKind.EMBEDDER, "lengths", options)
                .description("Vectors of the length of a text")
                .opens(builder -> new LengthsEmbedder(builder.size)));
    }

    private static final class Builder {

        private int size;

        void size(int numbers) {
            size = numbers;
        }
    }
}

package io.syncline.core.adapter;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.Adapter.Declaration;
import io.syncline.core.adapter.Adapter.ModelOptions;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A declaration with a builder that was filled by it, under one type of builder. */
record OpenableAdapter<P extends AutoCloseable, B>(
        Declaration<P, B> declaration, ConfigNode section, OptionSet.Filled<B> filled) {

    P open() {
        return open(declaration.opener());
    }

    <A> Optional<A> open(Class<A> ability) {
        @Nullable Function<B, ?> opener = declaration.abilities().get(ability);
        return opener == null ? Optional.empty() : Optional.of(ability.cast(open(opener)));
    }

    private <R> R open(Function<B, R> opener) {
        return Refusals.locate(section, ValueType.section(section), () -> opener.apply(filled.builder()));
    }

    void model(ModelName model, ConfigNode node) {
        declaration.modelOptions().ifPresent(options -> model(options, model, node));
    }

    private <N> void model(ModelOptions<B, N> options, ModelName model, ConfigNode node) {
        N read = options.options().fill(node, new OptionValues()).builder();
        Refusals.locate(node, ValueType.section(node), () -> {
            options.setter().accept(filled.builder(), model, read);
            return read;
        });
    }
}

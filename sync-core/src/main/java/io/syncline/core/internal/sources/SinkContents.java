package io.syncline.core.internal.sources;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SourceContent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a sink holds by source, and which states belong to it.
 *
 * @param sink which store it is
 * @param all what it holds
 * @param states the keys that have a state
 * @param metadata the store of the states
 */
record SinkContents(SinkIdentity sink, List<SourceContent> all, Set<StateKey> states, MetadataStore metadata) {

    /** Reads it. Blocks. */
    static SinkContents read(SourceCatalog catalog, MetadataStore metadata) {
        return new SinkContents(catalog.storeIdentity(), catalog.contents(), metadata.keys(), metadata);
    }

    /** What it holds of a source. */
    List<SourceContent> of(String source) {
        return all.stream()
                .filter(content -> content.key().source().equals(source))
                .toList();
    }

    /** The models of a source that have points or a state. */
    List<ModelKey> keys(String source) {
        Stream<ModelName> stored =
                of(source).stream().map(content -> content.key().model());
        Stream<ModelName> known = states.stream()
                .filter(key -> key.source().equals(source) && key.sink().equals(sink.id()))
                .map(StateKey::model);
        return Stream.concat(stored, known)
                .distinct()
                .sorted()
                .map(model -> new ModelKey(source, model))
                .toList();
    }

    /** The state of a model. */
    StateAccess access(ModelKey key) {
        return StateAccess.of(metadata, key, sink);
    }

    /**
     * Refuses to rename a source that nobody knows, unless that has been done.
     *
     * @throws SetupException if there is nothing under either name
     */
    void require(String from, String to) {
        if (keys(from).isEmpty() && keys(to).isEmpty()) {
            Set<String> names = new TreeSet<>();
            all.forEach(content -> names.add(content.key().source()));
            throw new SetupException("The sink holds nothing of a source '" + from + "'. "
                    + (names.isEmpty() ? "It is empty" : "Its sources are: " + String.join(", ", names)));
        }
    }
}

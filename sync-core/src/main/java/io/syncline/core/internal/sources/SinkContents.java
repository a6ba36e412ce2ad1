package io.syncline.core.internal.sources;

import io.syncline.api.failure.SetupException;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SourceContent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a sink holds by source, and which states belong to it.
 *
 * @param sink which store it is
 * @param all the models that have points or a state
 * @param metadata the store of the states
 */
record SinkContents(SinkIdentity sink, List<SourceContent> all, MetadataStore metadata) {

    private static final Comparator<SourceContent> ORDER = Comparator.comparing(
                    (SourceContent content) -> content.key().source())
            .thenComparing(content -> content.key().model());

    /** Reads it. Blocks. */
    static SinkContents read(SourceCatalog catalog, MetadataStore metadata) {
        SinkIdentity sink = catalog.identity();
        Set<StateKey> states = metadata.keys().stream()
                .filter(key -> !key.isUnassigned() && key.belongsTo(key.source(), sink))
                .collect(Collectors.toSet());
        return new SinkContents(sink, withStates(catalog.contents(), states), metadata);
    }

    /** Adds the models of which only a state is left. */
    private static List<SourceContent> withStates(List<SourceContent> stored, Set<StateKey> states) {
        Map<ModelKey, SourceContent> contents = new HashMap<>();
        states.forEach(state -> {
            ModelKey key = new ModelKey(state.source(), state.model());
            contents.put(key, new SourceContent(key, 0, Optional.empty()));
        });
        stored.forEach(content -> contents.put(content.key(), content));
        return contents.values().stream().sorted(ORDER).toList();
    }

    /** What it holds of a source. */
    List<SourceContent> of(String source) {
        return all.stream()
                .filter(content -> content.key().source().equals(source))
                .toList();
    }

    /** The models of a source. */
    List<ModelKey> keys(String source) {
        return of(source).stream().map(SourceContent::key).toList();
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

package io.syncline.core.adapter.reindex;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkSchema;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a reindex requires before it pays for anything, in the same words for every sink. */
public final class Reindexes {

    private Reindexes() {}

    /**
     * Requires that every source of the serving collection takes part, since the switch needs every record of it.
     *
     * @param serving the serving collection, as a message names it, such as {@code Collection contacts_1}
     * @param stored what it holds
     * @param sources the sources that take part
     * @param elsewhere what else a person can do, such as {@code reindex into another collection name}
     * @throws SetupException if it has records of another source
     */
    public static void requireSources(
            String serving, Collection<ModelKey> stored, Set<String> sources, String elsewhere) {
        Set<String> others = new TreeSet<>();
        stored.forEach(key -> others.add(key.source()));
        others.removeAll(sources);
        if (!others.isEmpty()) {
            throw new SetupException(serving + " cannot be replaced: it also has records of "
                    + String.join(", ", others) + ", which would be missing in the new one. 'syncline sources' lists"
                    + " them; rename a source that is known by another name now, drop one that is not needed, or "
                    + elsewhere);
        }
    }

    /**
     * Requires that a collection that was begun earlier is for the same embedder.
     *
     * @param building the collection, as a message names it
     * @param begun the fingerprint of the embedder it was begun for, or empty if it has none
     * @param wanted the fingerprint of the embedder of this reindex
     * @throws SetupException if they differ
     */
    public static void requireEmbedder(String building, Optional<String> begun, String wanted) {
        if (begun.filter(wanted::equals).isEmpty()) {
            throw new SetupException(building + " is being built for " + begun.orElse("no embedder") + ", not for "
                    + wanted + ". Finish that reindex, or abandon it");
        }
    }

    /**
     * Prepares the sink of a new collection, and closes it if that fails.
     *
     * @param sink the sink
     * @param schema what it is prepared for
     * @return the sink
     */
    public static VectorSink prepared(VectorSink sink, SinkSchema schema) {
        try {
            sink.prepare(schema);
            return sink;
        } catch (RuntimeException e) {
            sink.close();
            throw e;
        }
    }
}

package io.syncline.core.port;

import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SourceContent;
import java.util.List;
import java.util.Optional;

/**
 * Lists, renames and drops what a sink holds by source: a second interface of a {@link VectorSink}.
 *
 * <p>Works on an existing store, whatever embedder filled it, and needs no {@link VectorSink#open}. The caller holds the
 * leases of all models it changes. Thread-safe.
 */
public interface SourceCatalog {

    /**
     * Which store this is.
     *
     * @throws io.syncline.api.failure.MissingStoreException if there is none
     */
    SinkIdentity identity();

    /**
     * Lists the models of all sources.
     *
     * @return one entry per source and model that has points, ordered by source and model
     * @throws io.syncline.api.failure.MissingStoreException if there is no store
     */
    List<SourceContent> contents();

    /**
     * Lists the databases that the marks of a source name, without counting what is stored. A first run of a model asks for
     * them, so the cost should not depend on the number of points.
     *
     * @param source name of the source
     * @return identities of databases, each one once, see {@link SinkMark#database()}; those of models without points may be
     *     left out
     * @throws io.syncline.api.failure.MissingStoreException if there is no store
     */
    default List<String> databases(String source) {
        return contents().stream()
                .filter(content -> content.key().source().equals(source))
                .map(SourceContent::database)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /**
     * Reads the mark of a model, as {@link VectorSink#mark} does, and needs no open store either.
     *
     * @param key the model
     * @return the mark, or empty if there is none
     * @throws io.syncline.api.failure.MissingStoreException if there is no store
     */
    Optional<SinkMark> mark(ModelKey key);

    /**
     * Moves the points and the mark of a model to another source name. Nothing is embedded. The ids of the points and the name
     * of their source change; vectors, stamps, quarantine and everything else stay as they are. If both names have a mark, the
     * greater one stays. Not atomic, and may be repeated: after a crash, points lie under both names until the next call.
     *
     * @param from a model of the old name; if it has no points, only its mark moves
     * @param to the new name
     * @param epoch fencing token of the run, positive
     * @throws io.syncline.api.failure.SetupException if {@code to} has points that are not copies of those of {@code from};
     *     nothing was changed then
     * @throws io.syncline.api.failure.LostRaceException if a run of a greater epoch has stored points under one of the names;
     *     those points stay as they are
     */
    void rename(ModelKey from, String to, long epoch);

    /**
     * Deletes all points and the mark of a model. Not atomic, and may be repeated.
     *
     * @param key the model; if it has no points, only its mark is deleted
     * @param epoch fencing token of the run, positive
     * @throws io.syncline.api.failure.LostRaceException if a run of a greater epoch has stored points of the model; those
     *     points stay as they are
     */
    void drop(ModelKey key, long epoch);
}

package io.syncline.core.internal.lease;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.Ports;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SourceContent;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A database that has taken the place of another one under the same source name, for example a test system that was created
 * again. Its ids mean other records, so whatever compares by them would keep, replace or delete the wrong ones.
 *
 * @param key the model
 * @param stored identity of the database that the stored records were read from
 * @param present identity of the source's database now
 */
public record OtherDatabase(ModelKey key, String stored, String present) {

    /**
     * Looks for one. Blocks.
     *
     * @param stored the identity beside the mark of the model, if there is one
     * @param others the identities beside those of the other models, which count if there is none
     */
    static Optional<OtherDatabase> find(
            ModelKey key, Optional<String> stored, Supplier<List<String>> others, Supplier<Optional<String>> database) {
        List<String> known = stored.map(List::of).orElseGet(others);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        return database.get()
                .filter(present -> !known.contains(present))
                .map(present -> new OtherDatabase(key, known.get(0), present));
    }

    /** Looks for one, by a plan, which has no lease. Blocks. */
    public static Optional<OtherDatabase> find(Ports ports, ModelKey key, boolean isNew) {
        Optional<String> stored = ports.sink().mark(key).flatMap(SinkMark::database);
        return find(key, stored, () -> ofOtherModels(ports.sink(), key, isNew), ports.source()::database);
    }

    /**
     * The databases whose records the sink holds under the name of a source. Blocks.
     *
     * @param isNew whether no sync of the model is known; otherwise they are not asked for
     */
    static List<String> ofOtherModels(VectorSink sink, ModelKey key, boolean isNew) {
        return isNew && sink instanceof SourceCatalog catalog
                ? catalog.contents().stream()
                        .filter(content -> content.key().source().equals(key.source()))
                        .map(SourceContent::database)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList()
                : List.of();
    }

    /** Why a run does not begin. */
    public SetupException refusal() {
        return new SetupException("The source " + key.source() + " has the database " + present
                + ", but its records in the sink were read from the database " + stored
                + "; nothing was changed. If both"
                + " are in use, give this one a name of its own ('name' of the source). If it has replaced the other, sync "
                + key.model() + " with --accept-database (SyncRequest.acceptDatabase): that compares all records, and"
                + " embeds those that differ");
    }

    /** Why a sync that accepts the database reads all records. */
    public String accepted() {
        return "the database of " + key.source() + " is " + present + " now; what is stored was read from " + stored;
    }
}

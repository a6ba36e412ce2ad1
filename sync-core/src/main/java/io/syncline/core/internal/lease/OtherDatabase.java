package io.syncline.core.internal.lease;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.Ports;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import java.util.List;
import java.util.Optional;

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
     * Looks for one.
     *
     * @param known the identities that the sink knows, at least one
     * @param database the identity of the source's database; empty if it cannot be read
     */
    static Optional<OtherDatabase> find(ModelKey key, List<String> known, Optional<String> database) {
        return database.filter(present -> !known.contains(present))
                .map(present -> new OtherDatabase(key, known.get(0), present));
    }

    /** Looks for one, by a plan, which has no lease. Blocks. */
    public static Optional<OtherDatabase> find(Ports ports, ModelKey key, boolean isNew) {
        List<String> known = known(ports.sink(), key, ports.sink().mark(key), isNew);
        return known.isEmpty()
                ? Optional.empty()
                : find(key, known, ports.source().database());
    }

    /**
     * The databases that the records of a model may have been read from: the one beside its mark, or else those beside the marks
     * of the other models of the source. Blocks.
     *
     * @param isNew whether no sync of the model is known; otherwise the other models are not asked for
     */
    static List<String> known(VectorSink sink, ModelKey key, Optional<SinkMark> mark, boolean isNew) {
        return mark.flatMap(SinkMark::database)
                .map(List::of)
                .orElseGet(() ->
                        isNew && sink instanceof SourceCatalog catalog ? catalog.databases(key.source()) : List.of());
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

package io.syncline.enginetests.acceptance;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.enginetests.StateKeys;
import java.time.Duration;
import java.util.Collection;

/** A source, methods to change its records, and adapters to sync it with. */
interface World extends AutoCloseable {

    /** The model that the methods below change records of. */
    ModelName MODEL = ModelName.of("res.partner");

    /** Another model with a few records. */
    ModelName OTHER_MODEL = ModelName.of("res.partner.category");

    RecordSource source();

    Embedder embedder();

    VectorSink sink();

    MetadataStore metadata();

    /** The state of the model, once it was synced. */
    default VersionedState state() {
        return metadata().read(StateKeys.of(metadata(), MODEL));
    }

    /** Creates so many records, ids rising from 1. */
    void create(int count);

    /** Renames a record. */
    void rename(RecordId id, String name);

    void archive(RecordId id);

    void delete(Collection<RecordId> ids);

    /** Advances the source's clock. */
    void pass(Duration time);

    /** Closes and opens sink and metadata store, as a new process would. */
    void restart();

    @Override
    void close();
}

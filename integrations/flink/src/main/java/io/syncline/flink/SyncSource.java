package io.syncline.flink;

import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.flink.internal.SyncSourceParts;
import io.syncline.flink.job.EngineProvider;
import io.syncline.flink.job.SyncJob;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A sync as a source of a Flink job: its enumerator, on the JobManager, is the coordinator that holds the lease, and each of its
 * readers is a worker that reads, embeds and stores ranges of records. No text or vector passes through Flink; the source has one
 * element, the report, as the JSON that {@code syncline sync --json} prints.
 *
 * <p>Thread-safe; serializable as part of a job graph.
 */
public final class SyncSource implements Source<String, SyncSourceParts.Slot, Optional<ClusterSnapshot>> {

    private static final long serialVersionUID = 1L;

    private final EngineProvider provider;
    private final SyncJob job;
    /** Readers of one process that belong to one source share an engine, and with it the limits of the embedding service. */
    private final String name = UUID.randomUUID().toString();

    /**
     * A sync.
     *
     * @param provider builds the engines; all of the same source, embedder, sink and metadata store
     * @param job what to sync
     */
    public SyncSource(EngineProvider provider, SyncJob job) {
        this.provider = provider;
        this.job = job;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<SyncSourceParts.Slot, Optional<ClusterSnapshot>> createEnumerator(
            SplitEnumeratorContext<SyncSourceParts.Slot> context) {
        return SyncSourceParts.enumerator(context, sync(), Optional.empty());
    }

    @Override
    public SplitEnumerator<SyncSourceParts.Slot, Optional<ClusterSnapshot>> restoreEnumerator(
            SplitEnumeratorContext<SyncSourceParts.Slot> context, Optional<ClusterSnapshot> snapshot) {
        return SyncSourceParts.enumerator(context, sync(), snapshot);
    }

    private SyncSourceParts.Sync sync() {
        return new SyncSourceParts.Sync(provider, job, name);
    }

    @Override
    public SourceReader<String, SyncSourceParts.Slot> createReader(SourceReaderContext context) {
        return SyncSourceParts.reader(context, provider, name);
    }

    @Override
    public SimpleVersionedSerializer<SyncSourceParts.Slot> getSplitSerializer() {
        return SyncSourceParts.slotSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Optional<ClusterSnapshot>> getEnumeratorCheckpointSerializer() {
        return SyncSourceParts.snapshotSerializer();
    }
}

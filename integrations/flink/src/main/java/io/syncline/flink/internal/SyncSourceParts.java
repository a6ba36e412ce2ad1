package io.syncline.flink.internal;

import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.flink.job.EngineProvider;
import io.syncline.flink.job.SyncJob;
import java.util.Optional;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Makes the parts of a source. */
public final class SyncSourceParts {

    /**
     * What Flink calls a split. None is ever assigned: ranges are granted by messages, since a grant has a time limit that Flink's
     * splits lack, and how far each range is done is kept by the coordinator alone.
     *
     * @param splitId its name
     */
    public record Slot(String splitId) implements SourceSplit {}

    /**
     * What a coordinator runs.
     *
     * @param provider builds its engine
     * @param job what to sync
     * @param name of the job, the same after each failure
     */
    public record Sync(EngineProvider provider, SyncJob job, String name) {}

    private SyncSourceParts() {}

    /**
     * A coordinator, the first one of a job or one in the place of an earlier one, whose lease may have to expire first.
     *
     * @param snapshot what an earlier one had reached
     */
    public static SplitEnumerator<Slot, Optional<ClusterSnapshot>> enumerator(
            SplitEnumeratorContext<Slot> context, Sync sync, Optional<ClusterSnapshot> snapshot) {
        return new SyncEnumerator(context, sync, snapshot, SyncTime.SYSTEM);
    }

    /** A worker. */
    public static SourceReader<String, Slot> reader(
            SourceReaderContext context, EngineProvider provider, String source) {
        return new SyncReader(context, provider, source);
    }

    public static SimpleVersionedSerializer<Slot> slotSerializer() {
        return new SlotSerializer();
    }

    public static SimpleVersionedSerializer<Optional<ClusterSnapshot>> snapshotSerializer() {
        return new SnapshotSerializer();
    }
}

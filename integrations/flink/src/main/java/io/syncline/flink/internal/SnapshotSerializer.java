package io.syncline.flink.internal;

import io.syncline.core.cluster.ClusterSnapshot;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the coordinator has reached, in Flink's checkpoints and savepoints. Thread-safe. */
final class SnapshotSerializer implements SimpleVersionedSerializer<Optional<ClusterSnapshot>> {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotSerializer.class);
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(Optional<ClusterSnapshot> snapshot) {
        return MessageCodec.<Optional<ClusterSnapshot>>bytes(
                snapshot, (out, value) -> Wire.optional(out, value, SnapshotSerializer::write));
    }

    /**
     * Reads a state. One of another version is left out, since it saves work and decides nothing: the saved state of the model says
     * where to begin.
     */
    @Override
    public Optional<ClusterSnapshot> deserialize(int version, byte[] serialized) {
        if (version != VERSION) {
            LOG.warn(
                    "A checkpoint of version {} is not used, since this is version {}; the sync goes on after the saved"
                            + " state of the model",
                    version,
                    VERSION);
            return Optional.empty();
        }
        return MessageCodec.value(serialized, in -> Wire.optional(in, SnapshotSerializer::read));
    }

    private static void write(DataOutput out, ClusterSnapshot snapshot) throws IOException {
        Wire.instant(out, snapshot.sourceStart());
        Wire.text(out, snapshot.fingerprint());
        out.writeLong(snapshot.sinkMark());
        Wire.list(out, snapshot.open(), Wire::range);
        Wire.cursor(out, snapshot.frontier());
    }

    private static ClusterSnapshot read(DataInput in) throws IOException {
        return new ClusterSnapshot(
                Wire.instant(in), Wire.text(in), in.readLong(), Wire.list(in, Wire::range), Wire.cursor(in));
    }
}

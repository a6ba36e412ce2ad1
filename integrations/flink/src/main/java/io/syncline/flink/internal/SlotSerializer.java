package io.syncline.flink.internal;

import java.nio.charset.StandardCharsets;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Flink asks for one; there is nothing to serialize. Thread-safe. */
final class SlotSerializer implements SimpleVersionedSerializer<SyncSourceParts.Slot> {

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(SyncSourceParts.Slot slot) {
        return slot.splitId().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public SyncSourceParts.Slot deserialize(int version, byte[] serialized) {
        return new SyncSourceParts.Slot(new String(serialized, StandardCharsets.UTF_8));
    }
}

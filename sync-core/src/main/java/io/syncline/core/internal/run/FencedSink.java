package io.syncline.core.internal.run;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.StrayPoints;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import java.util.List;
import java.util.Map;

/** Writes to the points of one key under one epoch, and checks the fence before each call. Blocks; thread-safe. */
public final class FencedSink implements PointMaintenance {

    private final VectorSink sink;
    private final ModelKey key;
    private final Fence fence;

    public FencedSink(VectorSink sink, ModelKey key, Fence fence) {
        this.sink = sink;
        this.key = key;
        this.fence = fence;
    }

    public void upsert(List<EmbeddedDocument> documents) {
        fence.check();
        sink.upsert(key, fence.epoch(), documents);
        fence.written();
    }

    @Override
    public void trim(Map<RecordId, Integer> chunkCounts) {
        fence.check();
        sink.trim(key, fence.epoch(), chunkCounts);
        fence.written();
    }

    @Override
    public void lift(List<RecordId> ids) {
        fence.check();
        quarantining().lift(key, fence.epoch(), ids);
        fence.written();
    }

    public void quarantine(List<RecordId> ids, Quarantine quarantine) {
        fence.check();
        quarantining().quarantine(key, fence.epoch(), ids, quarantine);
        fence.written();
    }

    @Override
    public void delete(List<RecordId> ids) {
        fence.check();
        sink.delete(key, fence.epoch(), ids);
        fence.written();
    }

    /** Deletes points that belong to no record; the sink must be able to find them. */
    public void deleteStrays(List<String> points) {
        fence.check();
        ((StrayPoints) sink).deleteStrays(key, fence.epoch(), points);
        fence.written();
    }

    /** Writes something that is none of the records, which shows whether the sink takes writes at all. */
    public void control() {
        fence.control();
    }

    private QuarantiningSink quarantining() {
        return (QuarantiningSink) sink;
    }
}

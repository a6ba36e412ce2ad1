package io.syncline.core.internal.pipeline;

import io.syncline.api.RecordId;
import io.syncline.core.internal.run.FencedSink;
import io.syncline.core.internal.run.PointMaintenance;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.port.vector.EmbeddedDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a batch of finished records changes in the sink, by kind of change. */
final class BatchChanges {

    private final List<EmbeddedDocument> documents = new ArrayList<>();
    private final Map<RecordId, Integer> chunkCounts = new LinkedHashMap<>();
    private final List<RecordId> lifts = new ArrayList<>();
    private final List<RecordId> emptied = new ArrayList<>();

    private BatchChanges() {}

    static BatchChanges of(List<RecordProgress> batch, SyncPlan plan) {
        BatchChanges changes = new BatchChanges();
        batch.forEach(record -> changes.add(record, plan));
        return changes;
    }

    private void add(RecordProgress record, SyncPlan plan) {
        if (record.isEmpty()) {
            emptied.add(record.id());
        } else if (record.isEmbedded()) {
            documents.add(record.embeddedDocument(plan));
        } else if (record.needsLift()) {
            lifts.add(record.id());
        }
        if (record.hasSurplus()) {
            chunkCounts.put(record.id(), record.chunks().size());
        }
    }

    /** Makes the changes: new chunks are stored before surplus ones are deleted. Blocks. */
    void make(FencedSink sink, PointMaintenance maintenance) {
        if (!documents.isEmpty()) {
            sink.upsert(documents);
        }
        if (!chunkCounts.isEmpty()) {
            maintenance.trim(chunkCounts);
        }
        if (!emptied.isEmpty()) {
            maintenance.delete(emptied);
        }
        if (!lifts.isEmpty()) {
            maintenance.lift(lifts);
        }
    }
}

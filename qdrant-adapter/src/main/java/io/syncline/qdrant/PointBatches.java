package io.syncline.qdrant;

import io.syncline.core.port.vector.EmbeddedDocument;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Splits the points of documents into batches by count and bytes, and builds each point only for its batch. */
final class PointBatches implements Iterator<PointBatch> {

    private final PointCodec codec;
    private final WriteLimits limits;
    private final Iterator<EmbeddedDocument> documents;
    private final Set<UUID> skipped;
    private @Nullable EmbeddedDocument document;
    private int chunk;
    private PointBatch.@Nullable Entry leftOver;

    /**
     * Creates the batches.
     *
     * @param skipped points to omit
     */
    PointBatches(PointCodec codec, WriteLimits limits, List<EmbeddedDocument> documents, Set<UUID> skipped) {
        this.codec = codec;
        this.limits = limits;
        this.documents = documents.iterator();
        this.skipped = skipped;
    }

    @Override
    public boolean hasNext() {
        if (leftOver == null) {
            leftOver = nextPoint();
        }
        return leftOver != null;
    }

    @Override
    public PointBatch next() {
        List<PointBatch.Entry> points = new ArrayList<>();
        long bytes = 0;
        for (PointBatch.Entry entry = nextPoint(); entry != null; entry = nextPoint()) {
            long size = entry.point().getSerializedSize();
            if (!points.isEmpty() && (points.size() == limits.points() || bytes + size > limits.bytes())) {
                leftOver = entry;
                break;
            }
            points.add(entry);
            bytes += size;
        }
        if (points.isEmpty()) {
            throw new NoSuchElementException("No more points");
        }
        return new PointBatch(points);
    }

    private PointBatch.@Nullable Entry nextPoint() {
        PointBatch.Entry entry = leftOver;
        leftOver = null;
        while (entry == null) {
            EmbeddedDocument current = document;
            if (current == null || chunk == current.chunks().size()) {
                if (!documents.hasNext()) {
                    return null;
                }
                document = documents.next();
                chunk = 0;
                continue;
            }
            UUID id = codec.id(current, chunk);
            if (!skipped.contains(id)) {
                entry = new PointBatch.Entry(id, current.id(), current.sourceVersion(), codec.point(current, chunk));
            }
            chunk++;
        }
        return entry;
    }
}

package io.syncline.qdrant;

import io.qdrant.client.grpc.Points.PointStruct;
import io.syncline.core.port.EmbeddedDocument;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Cuts the points of documents into batches by count and bytes, making each point when its batch is due. */
final class Batches implements Iterator<Batch> {

    private final PointCodec codec;
    private final WriteLimits limits;
    private final Iterator<EmbeddedDocument> documents;
    private @Nullable EmbeddedDocument document;
    private int chunk;
    private Batch.@Nullable Entry leftOver;

    Batches(PointCodec codec, WriteLimits limits, List<EmbeddedDocument> documents) {
        this.codec = codec;
        this.limits = limits;
        this.documents = documents.iterator();
    }

    @Override
    public boolean hasNext() {
        return leftOver != null || document != null || documents.hasNext();
    }

    @Override
    public Batch next() {
        List<Batch.Entry> points = new ArrayList<>();
        long bytes = 0;
        for (Batch.Entry entry = nextPoint(); entry != null; entry = nextPoint()) {
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
        return new Batch(points);
    }

    private Batch.@Nullable Entry nextPoint() {
        Batch.Entry entry = leftOver;
        if (entry != null) {
            leftOver = null;
            return entry;
        }
        if (document == null) {
            if (!documents.hasNext()) {
                return null;
            }
            document = documents.next();
            chunk = 0;
        }
        EmbeddedDocument current = document;
        PointStruct point = codec.point(current, chunk);
        entry = new Batch.Entry(codec.id(current, chunk), current.sourceVersion(), point);
        chunk++;
        if (chunk == current.chunks().size()) {
            document = null;
        }
        return entry;
    }
}

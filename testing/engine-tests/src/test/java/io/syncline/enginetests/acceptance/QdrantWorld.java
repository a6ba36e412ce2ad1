package io.syncline.enginetests.acceptance;

import io.syncline.api.RecordId;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.qdrant.QdrantVectorSink;
import io.syncline.qdrant.QdrantVectorSinkBuilder;
import io.syncline.testkit.qdrant.QdrantTestServer;
import java.time.Duration;
import java.util.Collection;

/** A company in memory whose vectors are in a collection of its own in a real Qdrant. */
final class QdrantWorld implements World {

    private final InMemoryWorld company = new InMemoryWorld();
    private final String collection = QdrantTestServer.freshName();
    private QdrantVectorSink sink = sinkBuilder().bulkLoad(true).build();

    /** A builder of sinks and reindexes over this world's collection. */
    QdrantVectorSinkBuilder sinkBuilder() {
        QdrantTestServer server = QdrantTestServer.shared();
        return QdrantVectorSink.builder()
                .host(server.host())
                .port(server.port())
                .collection(collection);
    }

    @Override
    public RecordSource source() {
        return company.source();
    }

    @Override
    public Embedder embedder() {
        return company.embedder();
    }

    @Override
    public VectorSink sink() {
        return sink;
    }

    @Override
    public MetadataStore metadata() {
        return company.metadata();
    }

    @Override
    public void create(int count) {
        company.create(count);
    }

    @Override
    public void rename(RecordId id, String name) {
        company.rename(id, name);
    }

    @Override
    public void archive(RecordId id) {
        company.archive(id);
    }

    @Override
    public void delete(Collection<RecordId> ids) {
        company.delete(ids);
    }

    @Override
    public void pass(Duration time) {
        company.pass(time);
    }

    @Override
    public void restart() {
        company.restart();
        sink.close();
        sink = sinkBuilder().bulkLoad(true).build();
    }

    @Override
    public void close() {
        sink.close();
        company.close();
    }
}

package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.syncline.core.port.Reindexing;
import io.syncline.core.port.VectorSink;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.contract.ReindexingContract;
import io.syncline.testkit.contract.ReindexingFixture;
import java.time.Duration;
import java.time.Instant;

class QdrantReindexContractTest implements ReindexingContract {

    private final ReindexingFixture fixture = new FreshName();

    @Override
    public ReindexingFixture fixture() {
        return fixture;
    }

    private static final class FreshName implements ReindexingFixture {

        private static final int MOST_GENERATIONS = 5;

        private final QdrantServer server = QdrantServer.shared();
        private final String name = server.freshName();
        private final ManualClock clock = new ManualClock(Instant.EPOCH);
        private Reindexing reindexing = server.sink(name).reindex(clock);

        @Override
        public Reindexing reindexing() {
            return reindexing;
        }

        @Override
        public Reindexing reopen() {
            reindexing.close();
            reindexing = server.sink(name).reindex(clock);
            return reindexing;
        }

        @Override
        public VectorSink openSink() {
            return server.sink(name).build();
        }

        @Override
        public void awaitIndex() {
            reindexing.status().building().ifPresent(building -> OptimisedSegments.awaitGreen(server, building));
        }

        @Override
        public void advance(Duration time) {
            clock.advance(time);
        }

        @Override
        public void close() {
            reindexing.close();
            for (int generation = 1; generation <= MOST_GENERATIONS; generation++) {
                server.collections()
                        .delete(DeleteCollection.newBuilder()
                                .setCollectionName(name + "-g" + generation)
                                .build());
            }
        }
    }
}

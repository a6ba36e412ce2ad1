package io.syncline.pgvector;

import io.syncline.core.port.Reindexing;
import io.syncline.core.port.VectorSink;
import io.syncline.testkit.contract.ReindexingContract;
import io.syncline.testkit.contract.ReindexingFixture;
import java.time.Duration;

class PgvectorReindexContractTest implements ReindexingContract {

    private final ReindexingFixture fixture = new FreshSchema();

    @Override
    public ReindexingFixture fixture() {
        return fixture;
    }

    private static final class FreshSchema implements ReindexingFixture {

        private final PgvectorTestSchema schema = PgvectorTestSchema.create();
        private Reindexing reindexing = schema.pooledSink().reindex();

        @Override
        public Reindexing reindexing() {
            return reindexing;
        }

        @Override
        public Reindexing reopen() {
            reindexing.close();
            reindexing = schema.pooledSink().reindex();
            return reindexing;
        }

        @Override
        public VectorSink openSink() {
            return schema.pooledSink().build();
        }

        /** The index is built by whoever fills the collection, before its call returns. */
        @Override
        public void awaitIndex() {}

        /** The server's clock cannot be set, but what it noted can. */
        @Override
        public void advance(Duration time) {
            reindexing
                    .status()
                    .idle()
                    .forEach(table -> schema.execute("UPDATE " + schema.name() + "." + table
                            + "_setting SET value = (value::bigint - " + time.toMillis()
                            + ")::text WHERE name = 'idle_since'"));
        }

        @Override
        public void close() {
            reindexing.close();
            schema.close();
        }
    }
}

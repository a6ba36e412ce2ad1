package io.syncline.sqlite;

import io.syncline.core.port.VectorSink;
import io.syncline.testkit.contract.SinkQuarantineContract;
import io.syncline.testkit.contract.VectorSinkContract;
import io.syncline.testkit.contract.VectorSinkFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteVectorSinkContractTest {

    @Nested
    class Cached extends SinkContract {
        Cached() {
            super(10_000_000);
        }
    }

    @Nested
    class Uncached extends SinkContract {
        Uncached() {
            super(0);
        }
    }

    abstract static class SinkContract implements VectorSinkContract, SinkQuarantineContract {

        private final long cacheBytes;
        private VectorSinkFixture fixture;

        @TempDir
        Path directory;

        SinkContract(long cacheBytes) {
            this.cacheBytes = cacheBytes;
        }

        @BeforeEach
        void open() {
            fixture = new SinkFixture(SqliteStore.builder()
                    .path(directory.resolve("index.db"))
                    .searchCacheBytes(cacheBytes)
                    .build());
        }

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }
    }

    private static final class SinkFixture implements VectorSinkFixture {

        private final SqliteStore store;
        private VectorSink sink;

        SinkFixture(SqliteStore store) {
            this.store = store;
            sink = store.vectorSink();
        }

        @Override
        public VectorSink sink() {
            return sink;
        }

        @Override
        public VectorSink reopen() {
            sink.close();
            sink = store.vectorSink();
            return sink;
        }

        @Override
        public void close() {
            sink.close();
        }
    }
}

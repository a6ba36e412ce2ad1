package io.syncline.sqlite;

import io.syncline.core.port.Reindexing;
import io.syncline.core.port.VectorSink;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.contract.ReindexingContract;
import io.syncline.testkit.contract.ReindexingFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteReindexContractTest implements ReindexingContract {

    @TempDir
    Path directory;

    private ReindexingFixture fixture;

    @BeforeEach
    void open() {
        fixture = new FreshFile(directory.resolve("index.db"));
    }

    @Override
    public ReindexingFixture fixture() {
        return fixture;
    }

    private static final class FreshFile implements ReindexingFixture {

        private final ManualClock clock = new ManualClock(Instant.parse("2026-11-29T10:00:00Z"));
        private final SqliteStore store;
        private Reindexing reindexing;

        FreshFile(Path file) {
            store = SqliteStore.builder().path(file).clock(clock).build();
            reindexing = store.reindex();
        }

        @Override
        public Reindexing reindexing() {
            return reindexing;
        }

        @Override
        public Reindexing reopen() {
            reindexing.close();
            reindexing = store.reindex();
            return reindexing;
        }

        @Override
        public VectorSink openSink() {
            return store.vectorSink();
        }

        @Override
        public void awaitIndex() {}

        @Override
        public void advance(Duration time) {
            clock.advance(time);
        }

        @Override
        public void close() {
            reindexing.close();
        }
    }
}

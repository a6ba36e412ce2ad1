package io.syncline.sqlite;

import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.VectorSink;
import io.syncline.testkit.contract.IdKind;
import io.syncline.testkit.contract.SinkHiddenWordsContract;
import io.syncline.testkit.contract.SinkStoredVectorsContract;
import io.syncline.testkit.contract.VectorSinkContract;
import io.syncline.testkit.contract.VectorSinkFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteVectorSinkContractTest {

    private static final long CACHED = 10_000_000;

    @Nested
    class Cached extends SinkContract {
        Cached() {
            super(CACHED, IdKind.POSITIVE_NUMBERS);
        }
    }

    @Nested
    class Uncached extends SinkContract {
        Uncached() {
            super(0, IdKind.POSITIVE_NUMBERS);
        }
    }

    @Nested
    class SignedNumbers extends SinkContract {
        SignedNumbers() {
            super(CACHED, IdKind.SIGNED_NUMBERS);
        }
    }

    @Nested
    class Uuids extends SinkContract {
        Uuids() {
            super(CACHED, IdKind.UUIDS);
        }
    }

    @Nested
    class OddTexts extends SinkContract {
        OddTexts() {
            super(0, IdKind.ODD_TEXTS);
        }
    }

    abstract static class SinkContract
            implements VectorSinkContract, SinkHiddenWordsContract, SinkStoredVectorsContract {

        private final long cacheBytes;
        private final IdKind kind;
        private VectorSinkFixture fixture;

        @TempDir
        Path directory;

        SinkContract(long cacheBytes, IdKind kind) {
            this.cacheBytes = cacheBytes;
            this.kind = kind;
        }

        @BeforeEach
        void open() {
            fixture = new SinkFixture(directory, cacheBytes);
        }

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }

        @Override
        public IdKind kind() {
            return kind;
        }
    }

    private static final class SinkFixture implements VectorSinkFixture {

        private final Path file;
        private final Path copy;
        private final SqliteStore store;
        private VectorSink sink;

        SinkFixture(Path directory, long cacheBytes) {
            file = directory.resolve("index.db");
            copy = directory.resolve("copy");
            store = SqliteStore.builder()
                    .path(file)
                    .searchCacheBytes(cacheBytes)
                    .build();
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
        public VectorSink lose() {
            sink.close();
            delete();
            return reopen();
        }

        private void delete() {
            try {
                for (String suffix : List.of("", "-wal", "-shm")) {
                    Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void keepCopy() {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                JdbcStatements.update(connection, "VACUUM INTO ?", copy.toString());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public VectorSink restoreCopy() {
            sink.close();
            delete();
            try {
                Files.copy(copy, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return reopen();
        }

        @Override
        public void close() {
            sink.close();
        }
    }
}

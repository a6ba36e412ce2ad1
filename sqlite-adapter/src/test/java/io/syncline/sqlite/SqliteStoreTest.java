package io.syncline.sqlite;

import static io.syncline.sqlite.TestPoints.PARTNERS;
import static io.syncline.sqlite.TestPoints.SCHEMA;
import static io.syncline.sqlite.TestPoints.STATE;
import static io.syncline.sqlite.TestPoints.documents;
import static io.syncline.sqlite.TestPoints.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.state.StateText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqliteStoreTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"index.db", "new/and deep/index.db", "what?mode=memory", "50%20#1.db", "données İı.db"})
    void missingFileShouldBeCreatedWithItsDirectory(String name) throws IOException {
        Path file = directory.resolve(name);
        try (VectorSink sink = open(file)) {
            assertThat(file).doesNotExist();
            sink.prepare(SCHEMA);
        }

        assertThat(file).isNotEmptyFile();
        try (var left = Files.list(file.getParent())) {
            assertThat(left).as("what is left in the directory").containsExactly(file);
        }
    }

    @Test
    void sinkAndMetadataStoreShouldShareAFile() {
        SqliteStore store = store(directory.resolve("index.db"));
        try (VectorSink sink = store.vectorSink();
                MetadataStore metadata = store.metadataStore()) {
            sink.prepare(SCHEMA);
            sink.upsert(PARTNERS, 1, documents(1, 3, 1, 1));
            assertThat(metadata.compareAndSet(STATE, 0, ModelState.NEW)).isTrue();
            assertThat(sink.count(PARTNERS)).isEqualTo(2);
        }
    }

    @Test
    void fileShouldBeCreatedOnceWhenManyCreateItConcurrently() throws Exception {
        Path file = directory.resolve("index.db");
        int threads = 6;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Boolean>> results = IntStream.range(0, threads)
                    .mapToObj(i -> executor.submit((Callable<Boolean>) () -> {
                        assertThat(start.await(1, TimeUnit.MINUTES)).isTrue();
                        try (MetadataStore metadata = store(file).metadataStore()) {
                            return metadata.compareAndSet(STATE, 0, ModelState.NEW);
                        }
                    }))
                    .toList();
            start.countDown();
            int winners = 0;
            for (Future<Boolean> result : results) {
                winners += result.get(1, TimeUnit.MINUTES) ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void directoryThatCannotBeMadeShouldBeASetupFailure() throws IOException {
        Path plain = Files.createFile(directory.resolve("plain"));

        for (Path file : List.of(plain.resolve("index.db"), Path.of("/proc/no-such/index.db"))) {
            try (VectorSink sink = open(file);
                    MetadataStore metadata = store(file).metadataStore()) {
                assertThatThrownBy(() -> sink.prepare(SCHEMA))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("Could not create");
                assertThatThrownBy(() -> metadata.compareAndSet(STATE, 0, ModelState.NEW))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("Could not create");
            }
        }
        assertSetup(Path.of("/"), "/");
        assertSetup(directory, directory.toString());
    }

    @Test
    void fileOfAnotherKindShouldBeRefusedAndLeftAlone() throws IOException, SQLException {
        Path text = Files.writeString(directory.resolve("notes.txt"), "Not a database. ".repeat(1000));
        Path foreign = directory.resolve("foreign.db");
        execute(foreign, "CREATE TABLE mine (a)");
        Path empty = Files.createFile(directory.resolve("empty.db"));
        byte[] before = Files.readAllBytes(foreign);

        assertSetup(text, "not a SQLite database");
        assertSetup(foreign, "of another application");
        assertSetup(empty, "is empty");
        assertThat(foreign).hasBinaryContent(before);
        assertThat(empty).isEmptyFile();
    }

    @Test
    void fileOfANewerSchemaShouldBeRefused() throws SQLException {
        Path file = created();
        execute(file, "PRAGMA user_version = 99");

        assertSetup(file, "this release supports at most version");
    }

    @Test
    void fileOfAnOlderSchemaShouldBeMigrated() throws SQLException {
        Path file = created();
        Schema next = withNext("CREATE TABLE extra (a); INSERT INTO extra VALUES (7)");
        IndexFile migrated = new IndexFile(file, Duration.ZERO, next);

        migrated.prepare();
        migrated.prepare();

        try (Connection connection = migrated.connect()) {
            assertThat(JdbcStatements.number(connection, "SELECT sum(a) FROM extra"))
                    .isEqualTo(7);
            assertThat(JdbcStatements.number(connection, "PRAGMA user_version"))
                    .isEqualTo(Schema.CURRENT.version() + 1);
        }
        assertSetup(file, "this release supports at most version");
    }

    private static Schema withNext(String migration) {
        return new Schema(Stream.concat(Schema.CURRENT.migrations().stream(), Stream.of(migration))
                .toList());
    }

    @Test
    void fileOfTheFirstVersionShouldPreserveItsContentAndAcceptSharedDocuments() throws SQLException {
        Path file = directory.resolve("old.db");
        Schema first = new Schema(Schema.CURRENT.migrations().subList(0, 1));
        new IndexFile(file, Duration.ZERO, first).prepare();
        execute(file, "INSERT INTO state VALUES ('res.partner', 7, '" + StateText.write(ModelState.NEW) + "')");

        try (MetadataStore store = store(file).metadataStore()) {
            assertThat(store.keys()).containsExactly(StateKey.unassigned(PARTNERS.model()));
            assertThat(store.read(StateKey.unassigned(PARTNERS.model())).revision())
                    .isEqualTo(7);
            assertThat(((SharedDocuments) store).document("quota")).isEqualTo(VersionedDocument.NONE);
            assertThat(((SharedDocuments) store).compareAndSetDocument("quota", 0, "x"))
                    .isTrue();
        }
    }

    @Test
    void migrationThatFailsShouldChangeNothing() throws SQLException {
        Path file = created();
        Schema broken = withNext("CREATE TABLE extra (a); DROP TABLE no_such");

        assertThatThrownBy(() -> new IndexFile(file, Duration.ZERO, broken).prepare())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("no_such");
        open(file).close();
    }

    @Test
    void damagedFileShouldBeASetupFailure() throws IOException {
        Path file = created();
        try (VectorSink sink = store(file).vectorSink()) {
            sink.prepare(SCHEMA);
            sink.upsert(PARTNERS, 1, documents(1, 500, 1, 3));
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long header = 4096;
            channel.write(ByteBuffer.allocate((int) (channel.size() - header)), header);
        }

        assertThatThrownBy(() -> open(file).count(PARTNERS))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("corrupt");
    }

    @Test
    void lockedFileShouldBeATransientFailure() throws SQLException {
        Path file = created();
        try (MetadataStore metadata = SqliteStore.builder()
                        .path(file)
                        .busyTimeout(Duration.ZERO)
                        .build()
                        .metadataStore();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Sql.run(other, "BEGIN IMMEDIATE");

            assertThatThrownBy(() -> metadata.compareAndSet(STATE, 0, ModelState.NEW))
                    .isInstanceOf(TransientException.class)
                    .hasMessageContaining("locked");
            assertThat(metadata.read(STATE).revision())
                    .as("readers do not wait")
                    .isZero();

            Sql.run(other, "ROLLBACK");
            assertThat(metadata.compareAndSet(STATE, 0, ModelState.NEW)).isTrue();
        }
    }

    @Test
    void fullDiskShouldBeASetupFailure() throws SQLException {
        Path file = created();
        try (Connection connection = new IndexFile(file, Duration.ZERO, Schema.CURRENT).connect()) {
            Sql.run(connection, "PRAGMA max_page_count = 1");
            Sql.run(connection, "BEGIN IMMEDIATE");

            assertThatThrownBy(() -> JdbcStatements.update(
                            connection, "INSERT INTO setting VALUES ('large', ?)", "x".repeat(1_000_000)))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(new SqliteFailures(file).of("write", e))
                                    .isInstanceOf(SetupException.class)
                                    .hasMessageContaining("disk is full"));
        }
    }

    @Test
    void failuresShouldBeClassified() {
        assertThat(failure(SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT)).isInstanceOf(TransientException.class);
        assertThat(failure(SQLiteErrorCode.SQLITE_IOERR_READ)).isInstanceOf(TransientException.class);
        assertThat(failure(SQLiteErrorCode.SQLITE_READONLY_DBMOVED)).isInstanceOf(SetupException.class);
        assertThat(failure(SQLiteErrorCode.SQLITE_CANTOPEN_ISDIR)).isInstanceOf(SetupException.class);
        assertThat(failure(SQLiteErrorCode.SQLITE_CORRUPT_INDEX)).isInstanceOf(SetupException.class);
        assertThat(failure(SQLiteErrorCode.SQLITE_TOOBIG)).isInstanceOf(RejectedException.class);
        assertThat(failure(SQLiteErrorCode.UNKNOWN_ERROR)).isInstanceOf(SetupException.class);
        SqliteFailures failures = new SqliteFailures(directory);
        assertThat(failures.ofCommit("write", sqlite(SQLiteErrorCode.SQLITE_IOERR_FSYNC)))
                .isInstanceOf(UnknownOutcomeException.class);
        assertThat(failures.ofCommit("write", sqlite(SQLiteErrorCode.SQLITE_FULL)))
                .isInstanceOf(SetupException.class);
    }

    @Test
    void closedStoreShouldRefuseCalls() {
        VectorSink sink = prepared(directory.resolve("index.db"));
        sink.close();
        sink.close();

        assertThatThrownBy(() -> sink.count(PARTNERS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void interruptShouldStopACallAndStayVisible() {
        try (VectorSink sink = prepared(directory.resolve("index.db"))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> sink.count(PARTNERS)).isInstanceOf(TransientException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(sink.count(PARTNERS)).isZero();
        }
    }

    private Path created() {
        Path file = directory.resolve("index.db");
        prepared(file).close();
        return file;
    }

    private static VectorSink prepared(Path file) {
        VectorSink sink = open(file);
        sink.prepare(SCHEMA);
        return sink;
    }

    private static VectorSink open(Path file) {
        return store(file).vectorSink();
    }

    private static void assertSetup(Path file, String message) {
        assertThatThrownBy(() -> open(file)).isInstanceOf(SetupException.class).hasMessageContaining(message);
        assertThatThrownBy(() -> store(file).metadataStore()).isInstanceOf(SetupException.class);
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private Exception failure(SQLiteErrorCode code) {
        return new SqliteFailures(directory).of("read", sqlite(code));
    }

    private static SQLiteException sqlite(SQLiteErrorCode code) {
        return new SQLiteException(code.toString(), code);
    }
}

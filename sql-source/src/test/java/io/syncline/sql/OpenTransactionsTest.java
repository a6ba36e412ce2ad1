package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.text.FieldText;
import io.syncline.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Transactions of a real server that are longer than any overlap: there is none. */
@ExtendWith(Postgres.class)
class OpenTransactionsTest {

    private static final int INTERLEAVINGS = 40;

    private PostgresDatabase database;
    private SqlRecordSource source;

    @BeforeEach
    void create(PostgresServer server) {
        database = new PostgresDatabase(server);
        database.execute("CREATE TABLE products (id bigint PRIMARY KEY, name text, updated_at timestamptz)");
        source = database.source()
                .model(
                        SqlFixture.PRODUCTS,
                        SqlModel.builder()
                                .key(List.of("id"))
                                .version("updated_at")
                                .build())
                .build();
    }

    @AfterEach
    void close() {
        source.close();
        database.close();
    }

    @Test
    void timeShouldBeTheBeginOfTheOldestTransaction() throws SQLException {
        try (Connection writer = database.connect()) {
            writer.setAutoCommit(false);
            TestDatabase.execute(writer, "INSERT INTO products VALUES (1, 'Lamp', now())");
            database.nextSecond(); // the margin behind the clock has passed the begin
            Instant first = source.now();
            database.nextSecond();
            assertThat(source.now()).as("while the transaction runs").isEqualTo(first);
            writer.commit();
            assertThat(source.now()).as("after its end").isAfter(first);
            assertThat(version(RecordId.of(1))).isGreaterThanOrEqualTo(first.toEpochMilli());
        }
    }

    /** A transaction has no number before its first write, but its time is fixed. */
    @Test
    void transactionShouldCountBeforeItWrites() throws SQLException {
        try (Connection writer = database.connect()) {
            writer.setAutoCommit(false);
            TestDatabase.execute(writer, "SET LOCAL lock_timeout = 1000");
            database.nextSecond();
            Instant time = source.now();
            TestDatabase.execute(writer, "INSERT INTO products VALUES (1, 'Lamp', now())");
            writer.commit();
            assertThat(version(RecordId.of(1))).isGreaterThanOrEqualTo(time.toEpochMilli());
        }
    }

    @Test
    void listingsFromTheLastTimeShouldFindEveryChangeWhateverCommitsWhen() throws SQLException {
        Random random = new Random(7);
        Map<Long, String> read = new TreeMap<>();
        Map<Long, String> committed = new TreeMap<>();
        Instant since = source.now();
        try (Connection slow = database.connect();
                Connection slower = database.connect()) {
            List<Connection> writers = List.of(slow, slower);
            for (Connection writer : writers) {
                writer.setAutoCommit(false);
            }
            List<Map<Long, String>> open = List.of(new TreeMap<>(), new TreeMap<>());
            for (int i = 0; i < INTERLEAVINGS; i++) {
                int who = random.nextInt(2);
                long row = random.nextInt(5) * 2L + who;
                TestDatabase.execute(
                        writers.get(who),
                        "INSERT INTO products VALUES (?, ?, now()) ON CONFLICT (id) DO UPDATE"
                                + " SET name = excluded.name, updated_at = excluded.updated_at",
                        row,
                        "State " + i);
                open.get(who).put(row, "State " + i);
                if (random.nextInt(4) == 0) {
                    writers.get(who).commit();
                    committed.putAll(open.get(who));
                    open.get(who).clear();
                }
                if (random.nextInt(3) == 0) {
                    Instant next = source.now();
                    changes(since)
                            .forEach(record -> read.put(record.id().number(), FieldText.of(record.field("name"))));
                    since = next;
                    assertThat(read).as("after change %d", i).isEqualTo(committed);
                }
            }
        }
    }

    @Test
    void missingRightShouldBeAWarning() {
        database.execute("CREATE ROLE reader_" + database.name() + " LOGIN PASSWORD 'x'");
        try (SqlRecordSource reader = SqlRecordSource.builder()
                .url(database.url())
                .username("reader_" + database.name())
                .password("x")
                .model(
                        SqlFixture.PRODUCTS,
                        SqlModel.builder()
                                .key(List.of("id"))
                                .version("updated_at")
                                .build())
                .build()) {
            database.execute("GRANT USAGE ON SCHEMA " + database.name() + " TO reader_" + database.name());
            database.execute("GRANT SELECT ON products TO reader_" + database.name());
            assertThat(reader.describe(SqlFixture.PRODUCTS).warnings())
                    .anySatisfy(warning -> assertThat(warning).contains("Grant pg_read_all_stats"));
            database.execute("GRANT pg_read_all_stats TO reader_" + database.name());
            assertThat(reader.describe(SqlFixture.PRODUCTS).warnings()).isEmpty();
        } finally {
            database.execute("DROP OWNED BY reader_" + database.name());
            database.execute("DROP ROLE reader_" + database.name());
        }
    }

    private long version(RecordId id) {
        return source.read(all(), List.of(id)).records().get(0).version();
    }

    private RecordScope all() {
        return RecordScope.builder()
                .model(SqlFixture.PRODUCTS)
                .addFields("name")
                .build();
    }

    private List<SourceRecord> changes(Instant since) {
        RecordScope scope = RecordScope.builder()
                .model(SqlFixture.PRODUCTS)
                .addFields("name")
                .changedSince(since.truncatedTo(ChronoUnit.SECONDS))
                .build();
        return source.page(scope, IdRange.ALL, 100).records();
    }
}

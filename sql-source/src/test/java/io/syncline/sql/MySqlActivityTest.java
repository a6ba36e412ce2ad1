package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.RecordScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changes of a MySQL or MariaDB server that are stamped long before they can be seen. */
@ExtendWith(MariaDb.class)
class MySqlActivityTest {

    private static final String WAITING = "SELECT count(*) + 0 * sleep(0.05) FROM information_schema.PROCESSLIST"
            + " WHERE STATE LIKE 'Waiting for table metadata lock'";

    @Test
    void statementThatWaitsForATableShouldCountFromItsBegin(MariaDbServer.Address server) throws SQLException {
        try (MariaDbDatabase database = table(server);
                SqlRecordSource source = source(database);
                Connection locker = database.connect();
                Connection writer = database.connect()) {
            TestDatabase.execute(locker, "LOCK TABLES products WRITE");
            CompletableFuture<Void> change = CompletableFuture.runAsync(
                    () -> TestDatabase.execute(writer, "INSERT INTO products VALUES (1, 'Lamp', now(6))"));
            while (!"1".equals(database.column(WAITING).get(0))) {
                assertThat(change).isNotDone();
            }
            database.nextSecond();
            database.nextSecond();
            Instant time = source.now();
            TestDatabase.execute(locker, "UNLOCK TABLES");
            change.join();
            assertThat(version(source)).isGreaterThanOrEqualTo(time.toEpochMilli());
        }
    }

    /** The clock of this server was set back by an hour five minutes ago. */
    @Test
    void transactionOfARepeatedHourShouldCountFromTheEarlierOne() throws SQLException {
        try (MariaDbServer server = MariaDbServer.startIn(zoneSetBackBefore(Duration.ofMinutes(5)));
                MariaDbDatabase database = table(server.address());
                SqlRecordSource source = source(database);
                Connection writer = database.connect()) {
            Instant before = source.now();
            writer.setAutoCommit(false);
            TestDatabase.execute(writer, "INSERT INTO products VALUES (1, 'Lamp', now(6))");
            database.nextSecond();
            assertThat(source.now())
                    .isBetween(before.minus(Duration.ofMinutes(61)), before.minus(Duration.ofMinutes(59)));
            writer.rollback();
            database.nextSecond(); // the view is refreshed a moment later
            assertThat(source.now()).isAfter(before);
        }
    }

    /** A zone whose summer time has ended, as POSIX writes it. */
    private static String zoneSetBackBefore(Duration passed) {
        ZonedDateTime end = Instant.now().minus(passed).atZone(ZoneOffset.ofHours(1));
        int day = end.getDayOfYear() - 1;
        return "WIN0SUM-1," + (day + 265) % 365 + "/0," + day + "/" + end.getHour() + ":" + end.getMinute() + ":"
                + end.getSecond();
    }

    private static MariaDbDatabase table(MariaDbServer.Address server) {
        MariaDbDatabase database = new MariaDbDatabase(server);
        database.execute("CREATE TABLE products (id bigint PRIMARY KEY, name text, updated_at timestamp(6) NULL)");
        return database;
    }

    private static SqlRecordSource source(TestDatabase database) {
        return database.source()
                .model(
                        SqlFixture.PRODUCTS,
                        SqlModel.builder()
                                .key(List.of("id"))
                                .version("updated_at")
                                .build())
                .build();
    }

    private static long version(SqlRecordSource source) {
        RecordScope scope = RecordScope.builder()
                .model(SqlFixture.PRODUCTS)
                .addFields("name")
                .build();
        return source.read(scope, List.of(RecordId.of(1))).records().get(0).version();
    }
}

package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import io.syncline.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Phaser;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Postgres.class)
class JdbcMetadataStoreTest {

    private static final StateKey PARTNER = new StateKey("odoo", ModelName.of("res.partner"), "f1");
    private static final StateKey OTHER = new StateKey("odoo", PARTNER.model(), "f2");
    private static final StateKey THIRD = new StateKey("other", PARTNER.model(), "f1");
    private static final int THREADS = 8;
    private static final int MAX_ATTEMPTS = 10_000;

    private final String schema = Postgres.freshSchema();
    private PostgresServer server;

    /** What became of the attempts to replace a state. */
    private record Tally(long won, long unknown) {
        static Tally sum(List<Tally> tallies) {
            return new Tally(
                    tallies.stream().mapToLong(Tally::won).sum(),
                    tallies.stream().mapToLong(Tally::unknown).sum());
        }
    }

    @BeforeEach
    void begin(PostgresServer running) {
        server = running;
    }

    @AfterEach
    void end() {
        Postgres.execute(Postgres.dataSource(server), "DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    }

    @Test
    void nowShouldBeTheTimeOfTheDatabase() throws SQLException {
        MetadataStore store = open(Postgres.dataSource(server));
        try (Connection connection = Postgres.dataSource(server).getConnection()) {
            Instant before = time(connection);
            Instant now = store.now();
            assertThat(now).isBetween(before, time(connection));
        }
    }

    private static Instant time(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT clock_timestamp()")) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    @Test
    void reasonShouldBeStoredWithoutCharactersThatTheDatabaseRefuses() {
        MetadataStore store = open(Postgres.dataSource(server));
        store.putFailures(PARTNER, 1, List.of(failed(1, "bad \u0000 byte")));

        assertThat(store.failures(PARTNER, Cursor.START, 1)).containsExactly(failed(1, "bad \uFFFD byte"));
    }

    @Test
    void failedRecordsShouldBeListedInTheOrderOfTheirIds() {
        MetadataStore store = open(Postgres.dataSource(server));
        List<FailedRecord> ordered = Stream.of(
                        RecordId.of(Long.MIN_VALUE),
                        RecordId.of(-10),
                        RecordId.of(-9),
                        RecordId.of(0),
                        RecordId.of(Long.MAX_VALUE),
                        RecordId.of(" "),
                        RecordId.of("-9"),
                        RecordId.of("10"),
                        RecordId.of("9"),
                        RecordId.of("A"),
                        RecordId.of("a"),
                        RecordId.of("a "),
                        RecordId.of("\u00e9"),
                        RecordId.of("\uffee"),
                        RecordId.of("\ud83d\ude00"),
                        RecordId.of("\ud83d\ude00".repeat(128)))
                .map(id -> new FailedRecord(id, "reason", 1, Instant.EPOCH, Instant.EPOCH))
                .toList();
        store.putFailures(PARTNER, 1, ordered.subList(5, ordered.size()));
        store.putFailures(PARTNER, 1, ordered.subList(0, 5));

        assertThat(store.failures(PARTNER, Cursor.START, 100)).isEqualTo(ordered);
        assertThat(store.failures(PARTNER, Cursor.END, 100)).isEmpty();
        for (int i = 0; i < ordered.size(); i++) {
            RecordId id = ordered.get(i).id();
            assertThat(store.failures(PARTNER, Cursor.after(id), 100))
                    .isEqualTo(ordered.subList(i + 1, ordered.size()));
            assertThat(store.failure(PARTNER, id)).contains(ordered.get(i));
        }
        store.removeFailures(PARTNER, 1, List.of(RecordId.of("-9"), RecordId.of(0)));
        assertThat(store.failureCount(PARTNER)).isEqualTo(ordered.size() - 2L);
        assertThat(store.failure(PARTNER, RecordId.of(-9))).isPresent();
    }

    @Test
    void moveShouldTakeTheFailedRecordsAlong() {
        MetadataStore store = open(Postgres.dataSource(server));
        store.compareAndSet(PARTNER, 0, epoch(5));
        store.compareAndSet(THIRD, 0, epoch(1));
        store.putFailures(PARTNER, 5, List.of(failed(1, "x"), failed(2, "x")));
        store.putFailures(OTHER, 5, List.of(failed(3, "x")));

        assertThat(store.move(PARTNER, 2, 5, OTHER)).isFalse();
        assertThat(store.move(PARTNER, 1, 5, THIRD)).isFalse();
        assertThat(store.move(OTHER, 0, 0, PARTNER)).isFalse();
        assertThat(store.failureCount(PARTNER)).isEqualTo(2);
        assertThat(store.move(PARTNER, 1, 5, OTHER)).isTrue();

        assertThat(store.keys()).containsExactlyInAnyOrder(OTHER, THIRD);
        assertThat(store.read(OTHER)).isEqualTo(new VersionedState(2, epoch(5)));
        assertThat(store.failures(OTHER, Cursor.START, 10)).containsExactly(failed(1, "x"), failed(2, "x"));
        assertThat(store.failureCount(PARTNER)).isZero();
    }

    @Test
    void stateShouldBeMovedToOneOfTwoKeysConcurrently() throws Exception {
        MetadataStore store = open(Postgres.dataSource(server));
        store.compareAndSet(PARTNER, 0, epoch(5));
        List<Boolean> moved = Concurrently.run(
                4, thread -> open(Postgres.dataSource(server)).move(PARTNER, 1, 5, key("to-" + thread)));

        assertThat(moved).containsOnlyOnce(true);
        assertThat(store.keys()).hasSize(1).doesNotContain(PARTNER);
    }

    @Test
    void oneOfTwoStatesShouldBeMovedToAKeyConcurrently() throws Exception {
        MetadataStore store = open(Postgres.dataSource(server));
        for (int source = 0; source < 4; source++) {
            store.compareAndSet(key("from-" + source), 0, epoch(5));
        }
        List<Boolean> moved = Concurrently.run(
                4, thread -> open(Postgres.dataSource(server)).move(key("from-" + thread), 1, 5, PARTNER));

        assertThat(moved).containsOnlyOnce(true);
        assertThat(store.keys()).hasSize(4).contains(PARTNER);
    }

    private static StateKey key(String source) {
        return new StateKey(source, PARTNER.model(), "f1");
    }

    @Test
    void removedStateShouldTakeItsFailedRecordsAlong() {
        MetadataStore store = open(Postgres.dataSource(server));
        store.compareAndSet(PARTNER, 0, epoch(5));
        store.compareAndSet(OTHER, 0, epoch(5));
        store.putFailures(PARTNER, 5, List.of(failed(1, "x")));
        store.putFailures(OTHER, 5, List.of(failed(1, "x")));

        assertThat(store.remove(PARTNER, 2, 5)).isFalse();
        assertThat(store.remove(PARTNER, 1, 5)).isTrue();

        assertThat(store.keys()).containsExactly(OTHER);
        assertThat(store.failureCount(PARTNER)).isZero();
        assertThat(store.failureCount(OTHER)).isEqualTo(1);
    }

    @Test
    void tablesShouldBeCreatedOnceWhenManyOpenTheStoreConcurrently() throws Exception {
        List<Boolean> created = Concurrently.run(
                4, thread -> open(Postgres.dataSource(server)).compareAndSet(PARTNER, 0, ModelState.NEW));

        assertThat(created).containsOnlyOnce(true);
    }

    @Test
    void tablesShouldBeCreatedBesideOthers() {
        Postgres.execute(Postgres.dataSource(server), "CREATE SCHEMA " + schema);
        Postgres.execute(Postgres.dataSource(server), "CREATE TABLE " + schema + ".an_application (a INT)");

        MetadataStore one = open(Postgres.dataSource(server));
        MetadataStore two = JdbcMetadataStore.builder()
                .dataSource(Postgres.dataSource(server))
                .schema(schema)
                .tablePrefix("two_")
                .build();
        one.compareAndSet(PARTNER, 0, ModelState.NEW);

        assertThat(two.keys()).isEmpty();
        assertThat(open(Postgres.dataSource(server)).keys()).containsExactly(PARTNER);
    }

    @Test
    void tablesShouldBeInTheSchemaOfTheConnectionsUnlessOneIsGiven() {
        Postgres.execute(Postgres.dataSource(server), "CREATE SCHEMA " + schema);
        var source = Postgres.dataSource(server);
        source.setCurrentSchema(schema);
        JdbcMetadataStore.builder().dataSource(source).build().compareAndSet(PARTNER, 0, ModelState.NEW);

        assertThat(open(Postgres.dataSource(server)).keys()).containsExactly(PARTNER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "document = ''",
                "document = '{}'",
                "document = replace(document, 'epoch', 'epoc')",
                "epoch = 4",
                "document = document || ' '  || document",
            })
    void damagedStateShouldNotBeTreatedAsAbsent(String damage) {
        MetadataStore store = open(Postgres.dataSource(server));
        store.compareAndSet(PARTNER, 0, epoch(3));
        Postgres.execute(Postgres.dataSource(server), "UPDATE " + schema + ".syncline_state SET " + damage);

        assertThatThrownBy(() -> store.read(PARTNER))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("state of res.partner of odoo is corrupt");
    }

    @Test
    void missingTableShouldBeASetupFailure() {
        MetadataStore store = open(Postgres.dataSource(server));
        Postgres.execute(Postgres.dataSource(server), "DROP TABLE " + schema + ".syncline_state");

        assertThatThrownBy(() -> store.read(PARTNER)).isInstanceOf(SetupException.class);
        assertThatThrownBy(() -> store.putFailures(PARTNER, 1, List.of(failed(1, "x"))))
                .isInstanceOf(SetupException.class);
    }

    @Test
    void eachRevisionShouldHaveOneWinnerOverTwoPools() throws Exception {
        try (HikariDataSource one = Postgres.pool(Postgres.dataSource(server), 3);
                HikariDataSource two = Postgres.pool(Postgres.dataSource(server), 3)) {
            List<MetadataStore> stores = List.of(open(one), open(two));
            List<Tally> tallies = Concurrently.run(THREADS, thread -> fuzz(stores, new SplittableRandom(thread), 60));

            VersionedState last = stores.get(0).read(PARTNER);
            assertThat(last.revision())
                    .as("revision")
                    .isEqualTo(Tally.sum(tallies).won());
            assertThat(last.state().epoch()).as("epoch, raised by each winner").isEqualTo(last.revision());
        }
    }

    /** Replaces states, right or wrong, and keeps failures under epochs that may have passed. */
    private static Tally fuzz(List<MetadataStore> stores, SplittableRandom random, int steps) {
        long won = 0;
        for (int step = 0; step < steps; step++) {
            MetadataStore store = stores.get(random.nextInt(stores.size()));
            VersionedState read = store.read(PARTNER);
            long epoch = read.state().epoch();
            switch (random.nextInt(4)) {
                case 0 ->
                    assertThat(store.compareAndSet(PARTNER, read.revision() + 1000, epoch(epoch + 1)))
                            .isFalse();
                case 1 -> putUnlessOvertaken(store, epoch, random.nextLong(1, 50));
                default -> won += store.compareAndSet(PARTNER, read.revision(), epoch(epoch + 1)) ? 1 : 0;
            }
        }
        return new Tally(won, 0);
    }

    private static void putUnlessOvertaken(MetadataStore store, long epoch, long id) {
        try {
            store.putFailures(PARTNER, epoch, List.of(failed(id, "epoch " + epoch)));
        } catch (LostRaceException e) {
            assertThat(store.read(PARTNER).state().epoch()).isGreaterThan(epoch);
        }
    }

    @Test
    void storeShouldContinueWhenTheServerIsRestarted() throws Exception {
        try (HikariDataSource pool = Postgres.pool(Postgres.dataSource(server), THREADS, 2000)) {
            MetadataStore store = open(pool);
            store.compareAndSet(PARTNER, 0, epoch(0));
            Phaser begun = new Phaser(THREADS + 1);
            Phaser restarted = new Phaser(1);
            List<Tally> tallies = Concurrently.run(THREADS + 1, thread -> {
                if (thread == THREADS) {
                    begun.arriveAndAwaitAdvance();
                    server.stop();
                    server.launch();
                    restarted.arrive();
                    return new Tally(0, 0);
                }
                return replaceUntilRestarted(store, begun, restarted);
            });

            Tally sum = Tally.sum(tallies);
            long replaced = store.read(PARTNER).revision() - 1;
            assertThat(replaced).as("replaced").isBetween(sum.won(), sum.won() + sum.unknown());
            assertThat(store.read(PARTNER).state().epoch()).isEqualTo(replaced);
        }
    }

    private static Tally replaceUntilRestarted(MetadataStore store, Phaser begun, Phaser restarted) {
        long won = 0;
        long unknown = 0;
        boolean arrived = false;
        boolean wonAfterwards = false;
        for (int attempt = 0; !wonAfterwards; attempt++) {
            assertThat(attempt).as("attempts").isLessThan(MAX_ATTEMPTS);
            boolean after = restarted.getPhase() > 0;
            try {
                VersionedState read = store.read(PARTNER);
                if (store.compareAndSet(
                        PARTNER, read.revision(), epoch(read.state().epoch() + 1))) {
                    won++;
                    wonAfterwards = after;
                }
            } catch (TransientException e) {
                assertThat(e).hasMessageContaining("res.partner");
            } catch (UnknownOutcomeException e) {
                unknown++;
            }
            if (!arrived && won > 0) {
                begun.arrive();
                arrived = true;
            }
        }
        return new Tally(won, unknown);
    }

    @Test
    void storeShouldContinueWhenItsConnectionsAreTerminated() {
        try (HikariDataSource pool = Postgres.pool(Postgres.dataSource(server), 2)) {
            MetadataStore store = open(pool);
            store.compareAndSet(PARTNER, 0, epoch(1));
            Postgres.execute(
                    Postgres.dataSource(server),
                    "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
                            + " WHERE usename = current_user AND pid <> pg_backend_pid()");

            for (int connection = 0; connection < 2; connection++) {
                try {
                    assertThat(store.read(PARTNER).revision()).isEqualTo(1);
                } catch (TransientException e) {
                    assertThat(e)
                            .as("unless the pool has noticed")
                            .hasMessageContaining("read the state of res.partner");
                }
            }
            assertThat(store.compareAndSet(PARTNER, 1, epoch(2))).isTrue();
        }
    }

    private MetadataStore open(DataSource source) {
        return JdbcMetadataStore.builder().dataSource(source).schema(schema).build();
    }

    private static ModelState epoch(long epoch) {
        return ModelState.builder().epoch(epoch).build();
    }

    private static FailedRecord failed(long id, String reason) {
        return new FailedRecord(RecordId.of(id), reason, 1, Instant.EPOCH, Instant.EPOCH);
    }
}

package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.SignalRelay;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.ChangeSignals;
import io.syncline.core.port.record.SignalBatch;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the contract does not ask of signals: keys, tables of all kinds, slots, and what is missing on a server. */
@ExtendWith(SignalServer.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a signal that never comes
class SqlSignalsTest {

    private static final ModelName ITEMS = ModelName.of("items");

    private SignalShop shop;
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void create(SignalServer.Running running) {
        shop = new SignalShop(running.server());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        shop.close();
    }

    private ChangeSignals open(SqlRecordSource source) {
        ChangeSignals signals = source.signals().orElseThrow();
        opened.add(signals);
        opened.add(source);
        return signals;
    }

    private ChangeSignals items(SqlModelBuilder model) {
        shop.execute("ALTER PUBLICATION " + shop.publication() + " ADD TABLE items");
        shop.grant();
        return open(shop.builder().model(ITEMS, model.build()).build());
    }

    private static SignalBatch begin(ChangeSignals signals) {
        SignalBatch first = signals.next();
        signals.acknowledge(first);
        return first;
    }

    private static Set<String> take(ChangeSignals signals, int count) {
        Set<String> taken = new TreeSet<>();
        while (taken.size() < count) {
            SignalBatch batch = signals.next();
            assertThat(batch.missed()).as("%s", batch.warnings()).isEmpty();
            batch.touched().values().forEach(ids -> ids.forEach(id -> taken.add(id.toString())));
            signals.acknowledge(batch);
        }
        return taken;
    }

    @Test
    void keyOfTextsShouldBeTheIdThatIsRead() {
        shop.execute("CREATE TABLE items (code char(8) PRIMARY KEY)");
        ChangeSignals signals = items(SqlModel.builder().key(List.of("code")));
        begin(signals);
        shop.execute("INSERT INTO items VALUES ('ä 1'), ('b')");
        assertThat(take(signals, 2)).containsExactlyInAnyOrder("ä 1", "b");
    }

    @Test
    void keyOfSeveralColumnsShouldBeTheIdThatIsRead() {
        shop.execute(
                "CREATE TABLE items (note text, region text, number int, tag uuid, PRIMARY KEY (number, region, tag))");
        ChangeSignals signals = items(SqlModel.builder().key(List.of("region", "number", "tag")));
        begin(signals);
        shop.execute("INSERT INTO items VALUES ('', 'north', 42, 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11')");
        assertThat(take(signals, 1)).containsExactly("north b42 a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    }

    @Test
    void bothRecordsShouldBeSignalledWhenAKeyChanges() {
        shop.execute("CREATE TABLE items (id bigint PRIMARY KEY)");
        shop.execute("INSERT INTO items VALUES (1)");
        ChangeSignals signals = items(SqlModel.builder().key(List.of("id")));
        begin(signals);
        shop.execute("UPDATE items SET id = 2");
        assertThat(take(signals, 2)).containsExactly("1", "2");
    }

    @Test
    void rowsOfChildrenShouldSignalTheirRecord() {
        shop.execute("CREATE TABLE items (id bigint PRIMARY KEY)");
        shop.execute("CREATE TABLE notes (note_id bigint PRIMARY KEY, item bigint, text text)");
        shop.execute("ALTER PUBLICATION " + shop.publication() + " ADD TABLE notes");
        ChangeSignals signals = items(SqlModel.builder()
                .key(List.of("id"))
                .children(
                        "notes",
                        SqlChildren.builder()
                                .parent(List.of("item"))
                                .columns(List.of("text"))
                                .build()));
        begin(signals);
        shop.execute("INSERT INTO notes VALUES (1, 7, 'new')");
        SignalBatch batch = signals.next();
        assertThat(batch.touched()).containsExactly(Map.entry(ITEMS, Set.of(RecordId.of(7))));
        assertThat(batch.warnings())
                .singleElement()
                .asString()
                .contains("Deleted rows of " + shop.publication() + ".notes are not signalled")
                .contains("replica identity lacks item");
        signals.acknowledge(batch);
        shop.execute("UPDATE notes SET item = 8");
        assertThat(take(signals, 1)).as("the record before is not known").containsExactly("8");
        shop.execute("ALTER TABLE notes REPLICA IDENTITY FULL");
        shop.execute("UPDATE notes SET item = 9");
        assertThat(take(signals, 2)).containsExactly("8", "9");
        shop.execute("DELETE FROM notes");
        assertThat(take(signals, 1)).containsExactly("9");
    }

    @Test
    void partitionShouldSignalTheRecordsOfItsTableEvenIfItIsNew() {
        shop.execute("CREATE TABLE items (id bigint PRIMARY KEY) PARTITION BY RANGE (id)");
        shop.execute("CREATE TABLE items_a PARTITION OF items FOR VALUES FROM (1) TO (10)");
        ChangeSignals signals = items(SqlModel.builder().key(List.of("id")));
        begin(signals);
        shop.execute("CREATE TABLE items_b PARTITION OF items FOR VALUES FROM (10) TO (20)");
        shop.execute("INSERT INTO items VALUES (1), (11)");
        assertThat(take(signals, 2)).containsExactlyInAnyOrder("1", "11");
    }

    @Test
    void truncatedTableShouldBeMissed() {
        ChangeSignals signals = open(shop.source(false));
        begin(signals);
        shop.execute("TRUNCATE products");
        SignalBatch batch = signals.next();
        assertThat(batch.missed()).containsExactly(SqlFixture.PRODUCTS);
        assertThat(batch.warnings())
                .singleElement()
                .asString()
                .contains("truncated")
                .contains("cleanup");
    }

    @Test
    void modelWithoutATableShouldBeNamed() {
        shop.execute("CREATE VIEW items AS SELECT id, name FROM products");
        shop.execute("CREATE TABLE others (id bigint PRIMARY KEY)");
        shop.grant();
        ChangeSignals signals = open(shop.builder()
                .model(
                        SqlFixture.PRODUCTS,
                        SqlModel.builder().key(List.of("id")).build())
                .model(ITEMS, SqlModel.builder().key(List.of("id")).build())
                .model(
                        ModelName.of("others"),
                        SqlModel.builder().key(List.of("id")).build())
                .build());
        SignalBatch first = begin(signals);
        assertThat(first.missed()).containsExactly(SqlFixture.PRODUCTS);
        assertThat(first.warnings())
                .anySatisfy(warning ->
                        assertThat(warning).contains("Changes of items").contains("no table"))
                .anySatisfy(warning -> assertThat(warning)
                        .contains("ALTER PUBLICATION " + shop.publication() + " ADD TABLE " + shop.publication()
                                + ".others"));
    }

    @Test
    void writtenAndDeletedRecordsShouldReachTheSinkByTheSyncThatASignalAsksFor() {
        shop.execute("INSERT INTO products SELECT n, 'Lamp ' || n FROM generate_series(1, 30) AS n");
        SqlRecordSource source = shop.source(false);
        InMemoryVectorSink sink = new InMemoryVectorSink();
        ModelKey key = new ModelKey(source.name(), SqlFixture.PRODUCTS);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<String> warnings = new ArrayList<>();
        try (SyncEngine engine = SyncEngine.builder()
                        .source(source)
                        .embedder(InMemoryEmbedder.builder().dimension(4).build())
                        .sink(sink)
                        .metadata(new InMemoryMetadataStore(InstantSource.system()))
                        .executor(threads)
                        .build();
                SignalRelay relay = new SignalRelay(engine, open(source), warnings::add)) {
            sync(engine, relay);
            assertThat(sink.count(key)).isEqualTo(30);
            shop.execute("INSERT INTO products VALUES (31, 'Chair')");
            sync(engine, relay);
            assertThat(sink.count(key)).isEqualTo(31);
            shop.execute("DELETE FROM products WHERE id = 7");
            sync(engine, relay);
            assertThat(sink.points(key))
                    .as("what searches find, since a deletion that was signalled may be hidden at first")
                    .filteredOn(point -> point.quarantine().isEmpty())
                    .hasSize(30)
                    .noneMatch(point -> point.record().equals(RecordId.of(7)));
            assertThat(warnings).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void sync(SyncEngine engine, SignalRelay relay) {
        for (ModelName model : relay.next()) {
            SyncReport report = engine.sync(SyncRequest.of(model.value()));
            assertThat(report.outcome()).as("%s", report).isEqualTo(RunOutcome.COMPLETED);
        }
    }

    @Test
    void slotShouldKeepWhatIsWrittenWhileNobodyReads() throws Exception {
        ChangeSignals signals = open(shop.source(true));
        begin(signals);
        shop.execute("INSERT INTO products VALUES (1, 'Lamp')");
        assertThat(take(signals, 1)).containsExactly("1");
        signals.close();
        shop.execute("DELETE FROM products");
        ChangeSignals next = open(shop.source(true));
        assertThat(take(next, 1)).containsExactly("1");
    }

    @Test
    void slotShouldNotOutliveItsConnectionUnlessItHasAName() {
        ChangeSignals signals = open(shop.source(false));
        begin(signals);
        assertThat(slots()).isEqualTo("1");
        signals.close();
        shop.endSignals();
        assertThat(slots()).isEqualTo("0");
    }

    private String slots() {
        return shop.value("SELECT count(*) FROM pg_replication_slots");
    }

    /** While the store that notes records is unreachable, nothing may pile up on the server. */
    @Test
    void slotShouldEndWhenABatchIsNotAcknowledged() {
        ChangeSignals signals = open(shop.source(false));
        begin(signals);
        shop.execute("INSERT INTO products VALUES (1, 'Lamp')");
        SignalBatch batch = signals.next();
        assertThat(signals.next()).isEqualTo(batch);
        shop.endSignals();
        assertThat(slots()).isEqualTo("0");
        signals.acknowledge(batch);
        assertThat(signals.next().missed()).containsExactly(SqlFixture.PRODUCTS);
    }

    @Test
    void abandonedSlotShouldBeLostBeforeItFillsTheDiskAndBeMadeAgain() throws Exception {
        ChangeSignals signals = open(shop.source(true));
        begin(signals);
        signals.close();
        shop.endSignals();
        shop.execute("INSERT INTO products VALUES (1, 'Lamp')");
        for (int i = 0; i < 6; i++) {
            shop.value("SELECT pg_switch_wal()");
            shop.execute("INSERT INTO products VALUES (?, 'More')", i + 100);
        }
        shop.execute("CHECKPOINT");
        assertThat(shop.value("SELECT wal_status FROM pg_replication_slots")).isEqualTo("lost");
        ChangeSignals next = open(shop.source(true));
        SignalBatch first = begin(next);
        assertThat(first.missed()).containsExactly(SqlFixture.PRODUCTS);
        assertThat(first.warnings())
                .singleElement()
                .asString()
                .contains("was lost")
                .contains("listing");
        shop.execute("INSERT INTO products VALUES (2, 'Lamp')");
        assertThat(take(next, 1)).containsExactly("2");
    }

    @Test
    void slotShouldLetTheServerForgetWhatIsOfNoInterest() throws Exception {
        shop.execute("CREATE TABLE others (id bigint PRIMARY KEY)");
        ChangeSignals signals = open(shop.source(true));
        begin(signals);
        CompletableFuture<Set<String>> taken = CompletableFuture.supplyAsync(() -> take(signals, 1));
        shop.execute("INSERT INTO others VALUES (1)");
        String written = shop.value("SELECT pg_current_wal_lsn()");
        shop.awaitNone("SELECT 1 FROM pg_replication_slots WHERE confirmed_flush_lsn < '" + written + "'");
        shop.execute("INSERT INTO products VALUES (1, 'Lamp')");
        assertThat(taken.get(60, TimeUnit.SECONDS)).containsExactly("1");
    }

    @Test
    void slotShouldBeReadByOneProcessOnly() {
        begin(open(shop.source(true)));
        ChangeSignals second = open(shop.source(true));
        assertThatThrownBy(second::next)
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("is read by another process");
    }

    @Test
    void transactionThatASlotWaitsForShouldBeNamed() throws SQLException {
        try (Connection writer = shop.connect()) {
            writer.setAutoCommit(false);
            TestDatabase.execute(writer, "INSERT INTO products VALUES (1, 'Lamp')");
            shop.value("SELECT pg_sleep(5.2)"); // longer than one that nobody has to hear of
            ChangeSignals signals = open(shop.source(false));
            SignalBatch waiting = begin(signals);
            assertThat(waiting.missed()).containsExactly(SqlFixture.PRODUCTS);
            assertThat(waiting.warnings())
                    .singleElement()
                    .asString()
                    .contains("Signals begin when the transaction of process");
            writer.commit();
            assertThat(begin(signals).missed()).containsExactly(SqlFixture.PRODUCTS);
        }
    }

    @Test
    void missingPublicationShouldBeNamedWithTheStatement() {
        shop.execute("ALTER PUBLICATION " + shop.publication() + " RENAME TO other_" + shop.publication());
        ChangeSignals signals = open(shop.source(false));
        assertThatThrownBy(signals::next)
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("CREATE PUBLICATION " + shop.publication());
        shop.execute("ALTER PUBLICATION other_" + shop.publication() + " RENAME TO " + shop.publication());
        shop.execute("ALTER PUBLICATION " + shop.publication() + " SET (publish = 'insert')");
        assertThatThrownBy(signals::next)
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("SET (publish = 'insert, update, delete, truncate')");
        shop.execute("ALTER PUBLICATION " + shop.publication() + " SET (publish = 'insert, update, delete, truncate')");
        shop.execute("ALTER PUBLICATION " + shop.publication() + " DROP TABLE products");
        assertThatThrownBy(signals::next)
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("No model can be signalled")
                .hasMessageContaining("ADD TABLE");
    }

    @Test
    void missingAttributeShouldBeNamed() {
        shop.execute("ALTER ROLE reader_" + shop.publication() + " NOREPLICATION");
        ChangeSignals signals = open(shop.source(false));
        assertThatThrownBy(signals::next)
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("needs the attribute REPLICATION");
    }
}

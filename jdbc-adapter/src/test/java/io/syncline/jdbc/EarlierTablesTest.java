package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.Cursor;
import io.syncline.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

/** Tables that the release before schema version 3 wrote are taken over without a loss. */
@ExtendWith(Postgres.class)
class EarlierTablesTest {

    private static final StateKey PARTNERS = unassigned("res.partner");
    private static final StateKey PRODUCTS = unassigned("product.template");
    private static final StateKey LEADS = unassigned("crm.lead");
    private static final StateKey ORDERS = unassigned("sale.order");

    private final String schema = Postgres.freshSchema();
    private PGSimpleDataSource database;

    @BeforeEach
    void load(PostgresServer running) throws IOException {
        database = Postgres.dataSource(running);
        database.setCurrentSchema(schema);
        Postgres.execute(database, "CREATE SCHEMA " + schema);
        try (InputStream script = EarlierTablesTest.class.getResourceAsStream("version-2/tables.sql")) {
            Postgres.execute(database, new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @AfterEach
    void drop() {
        Postgres.execute(database, "DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    }

    @Test
    void rowsShouldBelongToUnassignedKeys() {
        assertContent(store(database));
        assertContent(store(database));
    }

    private static void assertContent(JdbcMetadataStore store) {
        assertThat(store.keys()).containsExactlyInAnyOrder(PARTNERS, PRODUCTS, LEADS, ORDERS);
        assertThat(store.read(PARTNERS).revision()).isEqualTo(6);
        assertThat(store.read(PARTNERS).state().epoch()).isEqualTo(1_795_919_999_862L);
        assertThat(store.read(PARTNERS).state().watermark()).contains(Instant.parse("2026-11-29T03:44:56.341Z"));
        Checkpoint checkpoint = store.read(LEADS).state().checkpoint().orElseThrow();
        assertThat(checkpoint.cursor()).isEqualTo(Cursor.after(8));
        assertThat(store.read(ORDERS).state().lease().orElseThrow().owner()).isEqualTo("build-7/4711/a1b2");
        Instant failed = Instant.parse("2026-11-29T02:39:59.581630Z");
        assertThat(store.failures(PRODUCTS, Cursor.START, 10))
                .containsExactly(
                        new FailedRecord(RecordId.of(40), "the currency of the record is missing", 1, failed, failed),
                        new FailedRecord(RecordId.of(50), "the field name is not readable", 1, failed, failed));
        assertThat(store.document("budget").text()).isEqualTo("{\"spent\": 12}");
    }

    @Test
    void otherStatesShouldBeStoredBesideThem() {
        JdbcMetadataStore store = store(database);
        StateKey key = new StateKey("odoo", PARTNERS.model(), "f1");

        assertThat(store.read(key).revision()).isZero();
        assertThat(store.compareAndSet(key, 0, ModelState.NEW)).isTrue();
        long epoch = store.read(PRODUCTS).state().epoch();
        assertThat(store.move(PRODUCTS, 3, epoch, new StateKey("odoo", PRODUCTS.model(), "f1")))
                .isTrue();
        assertThat(store.keys()).hasSize(5).contains(PARTNERS).doesNotContain(PRODUCTS);
    }

    @Test
    void tablesShouldNotBeChangedIfTheCallerCreatesThem() {
        assertThatThrownBy(() -> JdbcMetadataStore.builder()
                        .dataSource(database)
                        .createTables(false)
                        .build())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("have schema version 2; schema version 3 is required")
                .hasMessageContaining("Apply the missing scripts");
    }

    @Test
    void statementsOfTheEarlierReleaseShouldFailAfterwards() throws SQLException {
        store(database);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT revision, epoch, document FROM syncline_state WHERE model = ?")) {
            statement.setString(1, "res.partner");
            assertThatThrownBy(statement::executeQuery)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("model");
        }
    }

    @Test
    void usersWhoMayWriteTheTablesShouldStillBeAllowedTo() {
        Postgres.execute(database, "CREATE ROLE earlier_writer LOGIN PASSWORD 'writer'");
        try {
            Postgres.execute(database, "GRANT USAGE ON SCHEMA " + schema + " TO earlier_writer");
            Postgres.execute(
                    database,
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema + " TO earlier_writer");
            PGSimpleDataSource writer = new PGSimpleDataSource();
            writer.setUrl(database.getUrl());
            writer.setUser("earlier_writer");
            writer.setPassword("writer");

            assertThatThrownBy(() -> store(writer))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("owner");
            store(database);

            assertContent(store(writer));
            assertThat(store(writer)
                            .remove(LEADS, 2, store(writer).read(LEADS).state().epoch()))
                    .isTrue();
        } finally {
            Postgres.execute(database, "DROP OWNED BY earlier_writer");
            Postgres.execute(database, "DROP ROLE earlier_writer");
        }
    }

    private static JdbcMetadataStore store(PGSimpleDataSource source) {
        return JdbcMetadataStore.builder().dataSource(source).build();
    }

    private static StateKey unassigned(String model) {
        return StateKey.unassigned(ModelName.of(model));
    }
}

package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.state.StateText;
import io.syncline.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

@ExtendWith(Postgres.class)
class PostgresSchemaTest {

    private static final StateKey PARTNER = StateKey.unassigned(ModelName.of("res.partner"));

    /** What Flyway recorded where the schema existed and held other tables. */
    private static final String BASELINE =
            "UPDATE syncline_schema_history SET installed_rank = installed_rank + 1 WHERE version = '2';"
                    + " UPDATE syncline_schema_history SET installed_rank = 2 WHERE version = '1';"
                    + " UPDATE syncline_schema_history SET installed_rank = 1, version = '0', type = 'BASELINE',"
                    + " description = '<< Flyway Baseline >>', script = '<< Flyway Baseline >>' WHERE version IS NULL";

    private static final String ONLY_VERSION_1 =
            "DROP TABLE syncline_document; DELETE FROM syncline_schema_history WHERE version = '2'";

    private final String schema = Postgres.freshSchema();
    private PGSimpleDataSource database;

    @BeforeEach
    void begin(PostgresServer running) {
        database = Postgres.dataSource(running);
        database.setCurrentSchema(schema);
    }

    @AfterEach
    void end() {
        Postgres.execute(database, "DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", BASELINE, ONLY_VERSION_1})
    void tablesMadeByFlywayShouldBeTakenOverWithTheirRows(String change) {
        createByFlyway(change);
        Postgres.execute(
                database, "INSERT INTO syncline_failure VALUES ('res.partner', 7, 'too long', 2, 'epoch', 'epoch')");
        Postgres.execute(
                database,
                "INSERT INTO syncline_state VALUES ('res.partner', 5, 3, '" + StateText.write(epoch(3)) + "')");

        JdbcMetadataStore store = builder().build();

        assertThat(store.read(PARTNER).revision()).isEqualTo(5);
        assertThat(store.read(PARTNER).state().epoch()).isEqualTo(3);
        assertThat(store.failures(PARTNER, Cursor.START, 10))
                .containsExactly(new FailedRecord(RecordId.of(7), "too long", 2, Instant.EPOCH, Instant.EPOCH));
        assertThat(store.compareAndSet(PARTNER, 5, epoch(4))).isTrue();
        assertThat(store.compareAndSetDocument("budget", 0, "x")).isTrue();
        assertThat(builder().build().document("budget")).isEqualTo(new VersionedDocument(1, "x"));
    }

    @Test
    void documentMadeUnderFlywayShouldBeTakenOver() {
        createByFlyway("INSERT INTO syncline_document VALUES ('budget', 9, 'x')");

        assertThat(builder().build().document("budget")).isEqualTo(new VersionedDocument(9, "x"));
    }

    @Test
    void versionsAppliedByFlywayShouldBeRecordedWhenALaterOneIsApplied() throws SQLException {
        createByFlyway(ONLY_VERSION_1);

        builder().build();

        assertThat(rows("SELECT version FROM syncline_schema_version ORDER BY version"))
                .containsExactly("1", "2", "3");
    }

    @Test
    void loginsWithOtherSearchPathsShouldShareTheTables() throws SQLException {
        createSchema();
        builder().build().compareAndSet(PARTNER, 0, epoch(3));
        String other = Postgres.freshSchema();
        Postgres.execute(database, "CREATE SCHEMA " + other);
        try {
            database.setCurrentSchema(other + "," + schema);
            JdbcMetadataStore store = builder().build();
            assertThat(store.read(PARTNER).state().epoch()).isEqualTo(3);
            assertThat(builder()
                            .createTables(false)
                            .build()
                            .read(PARTNER)
                            .state()
                            .epoch())
                    .isEqualTo(3);
            assertThat(rows("SELECT tablename FROM pg_tables WHERE schemaname = '" + other + "'"))
                    .isEmpty();
        } finally {
            Postgres.execute(database, "DROP SCHEMA " + other + " CASCADE");
        }
    }

    @Test
    void keywordShouldBeASchemaLikeAnyOther() {
        Postgres.execute(database, "DROP SCHEMA IF EXISTS \"user\" CASCADE");
        try {
            JdbcMetadataStore store = JdbcMetadataStore.builder()
                    .dataSource(database)
                    .schema("user")
                    .build();
            assertThat(store.compareAndSet(PARTNER, 0, epoch(3))).isTrue();
            assertThat(store.read(PARTNER).state().epoch()).isEqualTo(3);
        } finally {
            Postgres.execute(database, "DROP SCHEMA IF EXISTS \"user\" CASCADE");
        }
    }

    @Test
    void currentTablesShouldNotBeTouched() throws SQLException {
        createSchema();
        builder().build();
        List<String> before = tables();

        builder().createTables(false).build();
        builder().build();

        assertThat(tables()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO syncline_schema_history SELECT 99, '99', 'future', 'SQL', 'V99__future.sql', 0,"
                        + " installed_by, installed_on, execution_time, true FROM syncline_schema_history LIMIT 1",
                "CREATE TABLE syncline_schema_version (version INTEGER);"
                        + " INSERT INTO syncline_schema_version VALUES (1), (2), (99)"
            })
    void tablesOfALaterVersionShouldBeRefused(String change) {
        createByFlyway(change);

        for (boolean create : List.of(true, false)) {
            assertThatThrownBy(() -> builder().createTables(create).build())
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("schema version 99; this release supports at most version 3");
        }
    }

    @Test
    void missingTablesShouldBeRefusedAndNotCreatedIfTheCallerCreatesThem() throws SQLException {
        createSchema();

        assertThatThrownBy(() -> builder().createTables(false).build())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("do not exist")
                .hasMessageContaining("io/syncline/jdbc/postgresql");
        assertThat(tables()).isEmpty();
    }

    @Test
    void scriptsShouldCreateTheTablesAsTheyAre() throws SQLException {
        createSchema();
        for (int script = 0; script <= 2; script++) {
            Postgres.execute(database, resource("postgresql/schema-" + script + ".sql"));
        }
        assertThatThrownBy(() -> builder().createTables(false).build())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("have schema version 2");

        Postgres.execute(database, resource("postgresql/schema-3.sql"));
        JdbcMetadataStore store = builder().createTables(false).build();

        assertThat(store.compareAndSet(PARTNER, 0, epoch(1))).isTrue();
        assertThat(store.compareAndSetDocument("budget", 0, "x")).isTrue();
        assertThat(tables()).containsExactlyElementsOf(tablesOfABuiltStore());
    }

    private List<String> tablesOfABuiltStore() throws SQLException {
        Postgres.execute(database, "DROP SCHEMA " + schema + " CASCADE");
        builder().schema(schema).build();
        return tables();
    }

    @Test
    void laterScriptsShouldBeAppliedToTablesThatTheCallerCreated() {
        createSchema();
        Postgres.execute(database, resource("postgresql/schema-0.sql"));
        Postgres.execute(database, resource("postgresql/schema-1.sql"));

        assertThat(builder().build().compareAndSetDocument("budget", 0, "x")).isTrue();
    }

    @Test
    void foreignTableShouldBeRefusedAndNotChanged() throws SQLException {
        createSchema();
        Postgres.execute(database, "CREATE TABLE app_state (a INT)");

        assertThatThrownBy(() -> builder().tablePrefix("app_").build())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("app_state")
                .hasMessageContaining("another prefix or schema");
        assertThat(tables()).containsExactly("app_state: a integer");
    }

    @Test
    void storesOpenedTogetherShouldCreateTheTablesOnceUnderASnapshotIsolation() throws Exception {
        createSchema();
        database.setOptions("-c default_transaction_isolation=serializable");

        List<Boolean> won = Concurrently.run(
                8, thread -> builder().build().document("budget").equals(VersionedDocument.NONE));

        assertThat(won).containsOnly(true);
    }

    @Test
    void connectionLostWhileTablesAreCreatedShouldLeaveNothingBehind() throws SQLException {
        createSchema();
        AtomicReference<String> armed = new AtomicReference<>("");
        DataSource terminating = TerminatingDataSource.of(database, armed);
        for (String method : List.of("createStatement", "commit")) {
            armed.set(method);
            assertThatThrownBy(() ->
                            JdbcMetadataStore.builder().dataSource(terminating).build())
                    .isInstanceOfAny(TransientException.class, UnknownOutcomeException.class);
            assertThat(tables()).as(method).isEmpty();
        }

        assertThat(builder().build().keys()).isEmpty();
    }

    @Test
    void userWhoMayNotCreateTablesShouldOpenAStoreWhoseTablesAreCurrent() {
        createSchema();
        builder().build();
        Postgres.execute(database, "CREATE ROLE writer LOGIN PASSWORD 'writer'");
        try {
            Postgres.execute(database, "GRANT USAGE ON SCHEMA " + schema + " TO writer");
            Postgres.execute(
                    database, "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema + " TO writer");
            database.setUser("writer");
            database.setPassword("writer");
            assertThat(builder().build().compareAndSet(PARTNER, 0, epoch(1))).isTrue();
        } finally {
            database.setUser(PostgresServer.USER);
            database.setPassword(PostgresServer.PASSWORD);
            Postgres.execute(database, "DROP OWNED BY writer");
            Postgres.execute(database, "DROP ROLE writer");
        }
    }

    private JdbcMetadataStoreBuilder builder() {
        return JdbcMetadataStore.builder().dataSource(database);
    }

    private void createSchema() {
        Postgres.execute(database, "CREATE SCHEMA " + schema);
    }

    private void createByFlyway(String change) {
        createSchema();
        Postgres.execute(database, resource("flyway.sql"));
        Postgres.execute(database, change);
    }

    private static String resource(String name) {
        try (InputStream resource = PostgresSchemaTest.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> tables() throws SQLException {
        return rows(
                "SELECT table_name || ': ' || string_agg(column_name || ' ' || data_type, ', ' ORDER BY column_name)"
                        + " FROM information_schema.columns WHERE table_schema = '" + schema
                        + "' GROUP BY table_name ORDER BY table_name");
    }

    private List<String> rows(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static ModelState epoch(long epoch) {
        return ModelState.builder().epoch(epoch).build();
    }
}

package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message says, and whether the call is repeated. */
@ExtendWith(Postgres.class)
class SqlFailuresTest {

    private static final ModelName PRODUCTS = SqlFixture.PRODUCTS;

    private PostgresDatabase database;

    @BeforeEach
    void create(PostgresServer server) {
        database = new PostgresDatabase(server);
        database.execute("CREATE TABLE products (id bigint, name text, updated_at timestamptz)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static SqlModelBuilder model() {
        return SqlModel.builder().key(List.of("id"));
    }

    private void reading(SqlModelBuilder model, Consumer<SqlRecordSource> work) {
        try (SqlRecordSource source =
                database.source().model(PRODUCTS, model.build()).build()) {
            work.accept(source);
        }
    }

    private static void page(SqlRecordSource source) {
        source.page(RecordScope.builder().model(PRODUCTS).addFields("name").build(), IdRange.ALL, 10);
    }

    @Test
    void wrongPasswordShouldBeASetupFailureThatDoesNotRepeatIt() {
        try (SqlRecordSource source = SqlRecordSource.builder()
                .url(database.url())
                .username(PostgresServer.USER)
                .password("wrong-marker")
                .model(PRODUCTS, model().build())
                .build()) {
            assertThatThrownBy(source::now)
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("Check 'username' and 'password'")
                    .hasMessageNotContaining("wrong-marker");
        }
    }

    @Test
    void missingTableShouldBeNamedWithTheNearestOne() {
        reading(
                model().table("prodcts"),
                source -> assertThatThrownBy(() -> source.describe(PRODUCTS))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("no table or view prodcts")
                        .hasMessageContaining("did you mean products?"));
    }

    @Test
    void missingColumnShouldBeNamedWithTheNearestOne() {
        reading(
                model().version("updated"),
                source -> assertThatThrownBy(() -> source.describe(PRODUCTS))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("'version' of products names the column updated")
                        .hasMessageContaining("updated_at"));
    }

    @Test
    void missingModelShouldBeNamedWithTheNearestOne() {
        reading(
                model(),
                source -> assertThatThrownBy(() -> source.describe(ModelName.of("product")))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("did you mean products?"));
    }

    @Test
    void deniedTableShouldNameTheRightAndTheUser() {
        String reader = "denied_" + database.name();
        database.execute("CREATE ROLE " + reader + " LOGIN PASSWORD 'x'");
        database.execute("GRANT USAGE ON SCHEMA " + database.name() + " TO " + reader);
        try (SqlRecordSource source = SqlRecordSource.builder()
                .url(database.url())
                .username(reader)
                .password("x")
                .model(PRODUCTS, model().build())
                .build()) {
            assertThatThrownBy(() -> source.describe(PRODUCTS))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("Grant SELECT to the user " + reader);
        } finally {
            database.execute("DROP OWNED BY " + reader);
            database.execute("DROP ROLE " + reader);
        }
    }

    @Test
    void rightToSomeColumnsShouldBeEnoughToReadThose() {
        String reader = "columns_" + database.name();
        database.execute("CREATE ROLE " + reader + " LOGIN PASSWORD 'x'");
        database.execute("GRANT USAGE ON SCHEMA " + database.name() + " TO " + reader);
        database.execute(
                "CREATE TABLE goods (id bigint PRIMARY KEY, name text, wholesale text, updated_at timestamptz)");
        database.execute("GRANT SELECT (id, name, updated_at) ON goods TO " + reader);
        database.execute("INSERT INTO goods VALUES (1, 'Lamp', 'x', now())");
        try (SqlRecordSource source = SqlRecordSource.builder()
                .url(database.url())
                .username(reader)
                .password("x")
                .model(PRODUCTS, model().table("goods").version("updated_at").build())
                .build()) {
            assertThat(source.describe(PRODUCTS).fields())
                    .extracting(FieldDescription::name)
                    .containsExactly("id", "name", "updated_at");
            RecordScope scope = RecordScope.builder()
                    .model(PRODUCTS)
                    .addFields("name")
                    .changedSince(Instant.EPOCH)
                    .build();
            assertThat(source.page(scope, IdRange.ALL, 10).records()).hasSize(1);
            assertThat(source.count(RecordScope.builder().model(PRODUCTS).build()))
                    .isEqualTo(1);
        } finally {
            database.execute("DROP OWNED BY " + reader);
            database.execute("DROP ROLE " + reader);
        }
    }

    @Test
    void nearestTableShouldBeNamedAsAConfigurationHasIt() {
        database.execute("CREATE TABLE \"price.list \"\"new\"\"\" (id bigint PRIMARY KEY)");
        reading(
                model().table("\"price.list new\""),
                source -> assertThatThrownBy(() -> source.describe(PRODUCTS))
                        .hasMessageContaining("did you mean \"price.list \"\"new\"\"\"?"));
        reading(
                model().table("\"price.list \"\"new\"\"\""),
                source -> assertThat(source.describe(PRODUCTS).fields()).hasSize(1));
        reading(
                model().table("entirely_different"),
                source -> assertThatThrownBy(() -> source.describe(PRODUCTS))
                        .hasMessageContaining("does not see it. A table outside"));
    }

    @Test
    void lostConnectionShouldBeTemporaryAndReplaced() {
        reading(model(), source -> {
            page(source);
            database.execute("INSERT INTO products VALUES (1, 'Lamp', now())");
            database.column(
                    "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE application_name = 'syncline'");
            assertThatThrownBy(() -> page(source)).isInstanceOf(TransientException.class);
            page(source);
        });
    }

    @Test
    void slowStatementShouldBeTemporaryAndSayWhatToRaise() {
        try (SqlRecordSource source = database.source()
                .statementTimeout(Duration.ofSeconds(1))
                .model(
                        PRODUCTS,
                        model().query("SELECT id, name, pg_sleep(id) FROM products")
                                .build())
                .build()) {
            database.execute("INSERT INTO products VALUES (20, 'Lamp', now())");
            assertThatThrownBy(() -> source.page(
                            RecordScope.builder()
                                    .model(PRODUCTS)
                                    .addFields("pg_sleep")
                                    .build(),
                            IdRange.ALL,
                            10))
                    .isInstanceOf(TransientException.class)
                    .hasMessageContaining("statement-timeout");
        }
    }

    @Test
    void valueOfARowShouldNotBeRepeated() {
        database.execute("INSERT INTO products VALUES (1, 'marker-of-a-name', now())");
        reading(
                model().query("SELECT id, CAST(name AS integer) AS name FROM products"),
                source -> assertThatThrownBy(() -> page(source))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("an expression fails")
                        .hasMessageNotContaining("marker-of-a-name"));
    }

    @Test
    void rowWithoutAKeyShouldBeRefused() {
        database.execute("INSERT INTO products VALUES (NULL, 'Lamp', now())");
        reading(
                model(),
                source -> assertThatThrownBy(() -> source.describe(PRODUCTS))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("key id is null"));
        reading(model().filter("id IS NOT NULL"), source -> source.describe(PRODUCTS));
    }

    @Test
    void twoRowsWithOneKeyShouldBeRefusedAcrossPages() {
        database.execute("INSERT INTO products VALUES (1, 'Lamp', now()), (1, 'Lamp', now()), (2, 'Desk', now())");
        reading(
                model(),
                source -> assertThatThrownBy(() -> source.page(
                                RecordScope.builder().model(PRODUCTS).build(), IdRange.ALL, 1))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("two rows with the key 1"));
    }

    @Test
    void missingDriverShouldSayWhereToPutIt() {
        try (SqlRecordSource source = SqlRecordSource.builder()
                .url("jdbc:oracle:thin:@//localhost/shop")
                .build()) {
            assertThatThrownBy(source::now)
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("ojdbc11")
                    .hasMessageContaining("directory lib");
        }
    }

    /** As a firewall or an overloaded host does. */
    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb"})
    void serverThatNeverAnswersShouldBeGivenUp(String protocol) {
        try (SilentServer server = new SilentServer();
                SqlRecordSource source = SqlRecordSource.builder()
                        .url("jdbc:" + protocol + "://127.0.0.1:" + server.port() + "/shop")
                        .username("sync")
                        .password("x")
                        .build()) {
            assertThatThrownBy(source::now).isInstanceOf(TransientException.class);
            assertThat(server.hungUp()).as("the client gave up first").isFalse();
        }
    }

    @Test
    void missingFileShouldNotBeCreated(@TempDir Path folder) {
        Path file = folder.resolve("shop.db");
        try (SqlRecordSource source =
                SqlRecordSource.builder().url("jdbc:sqlite:" + file).build()) {
            assertThatThrownBy(source::now).isInstanceOf(SetupException.class);
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void passwordInTheAddressShouldBeRefused() {
        assertThatThrownBy(() -> SqlRecordSource.builder().url("jdbc:postgresql://me:marker@localhost/shop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("marker");
    }

    @Test
    void xminShouldBeRefusedAsAVersion() {
        assertThatThrownBy(() -> SqlModel.builder().version("xmin"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'version' cannot be xmin");
    }
}

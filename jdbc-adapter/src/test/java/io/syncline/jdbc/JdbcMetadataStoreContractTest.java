package io.syncline.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.syncline.core.port.MetadataStore;
import io.syncline.testkit.contract.MetadataStoreContract;
import io.syncline.testkit.contract.MetadataStoreFixture;
import io.syncline.testkit.contract.ReopenableStore;
import io.syncline.testkit.contract.SharedDocumentsContract;
import io.syncline.testkit.postgres.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on the oldest server and on the one that sinks use, and behind a pooler that gives each transaction another session. */
class JdbcMetadataStoreContractTest {

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgres extends OnADatabase {

        @BeforeEach
        void open(PostgresServer server) {
            open(Postgres.dataSource(server));
        }
    }

    @Nested
    @ExtendWith(PgvectorServers.class)
    class OnPostgresWithPgvector extends OnADatabase {

        @BeforeEach
        void open(PgvectorServers.Direct server) {
            open(server.dataSource());
        }
    }

    @Nested
    @ExtendWith(PgvectorServers.class)
    class BehindPgBouncer extends OnADatabase {

        @BeforeEach
        void open(PgvectorServers.Pooled server) {
            open(server.dataSource());
        }
    }

    abstract static class OnADatabase implements MetadataStoreContract, SharedDocumentsContract {

        private MetadataStoreFixture fixture;

        void open(DataSource database) {
            fixture = new StoreFixture(database);
        }

        @Override
        public MetadataStoreFixture fixture() {
            return fixture;
        }
    }

    private static final class StoreFixture extends ReopenableStore {

        private final DataSource database;
        private final String schema = Postgres.freshSchema();
        private final List<HikariDataSource> pools = new ArrayList<>();

        StoreFixture(DataSource database) {
            this.database = database;
        }

        @Override
        protected MetadataStore open() {
            HikariDataSource pool = Postgres.pool(database, 4);
            pools.add(pool);
            return JdbcMetadataStore.builder().dataSource(pool).schema(schema).build();
        }

        @Override
        public void damage() {
            Postgres.execute(
                    database,
                    "UPDATE " + schema + ".syncline_state SET document = left(document, length(document) / 2)");
        }

        @Override
        public void close() {
            super.close();
            pools.forEach(HikariDataSource::close);
            Postgres.execute(database, "DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
    }
}

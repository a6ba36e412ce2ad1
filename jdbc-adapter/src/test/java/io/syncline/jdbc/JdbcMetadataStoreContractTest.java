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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class JdbcMetadataStoreContractTest implements MetadataStoreContract, SharedDocumentsContract {

    private MetadataStoreFixture fixture;

    @BeforeEach
    void open(PostgresServer server) {
        fixture = new StoreFixture(server);
    }

    @Override
    public MetadataStoreFixture fixture() {
        return fixture;
    }

    private static final class StoreFixture extends ReopenableStore {

        private final PostgresServer server;
        private final String schema = Postgres.freshSchema();
        private final List<HikariDataSource> pools = new ArrayList<>();

        StoreFixture(PostgresServer server) {
            this.server = server;
        }

        @Override
        protected MetadataStore open() {
            HikariDataSource pool = Postgres.pool(Postgres.dataSource(server), 4);
            pools.add(pool);
            return JdbcMetadataStore.builder().dataSource(pool).schema(schema).build();
        }

        @Override
        public void damage() {
            Postgres.execute(
                    Postgres.dataSource(server),
                    "UPDATE " + schema + ".syncline_state SET document = left(document, length(document) / 2)");
        }

        @Override
        public void close() {
            super.close();
            pools.forEach(HikariDataSource::close);
            Postgres.execute(Postgres.dataSource(server), "DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
    }
}

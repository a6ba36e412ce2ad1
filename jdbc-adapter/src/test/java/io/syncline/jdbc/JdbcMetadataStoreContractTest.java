package io.syncline.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.syncline.core.port.MetadataStore;
import io.syncline.testkit.contract.MetadataStoreContract;
import io.syncline.testkit.contract.MetadataStoreFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class JdbcMetadataStoreContractTest implements MetadataStoreContract {

    private MetadataStoreFixture fixture;

    @BeforeEach
    void open(PostgresServer server) {
        fixture = new StoreFixture(server);
    }

    @Override
    public MetadataStoreFixture fixture() {
        return fixture;
    }

    private static final class StoreFixture implements MetadataStoreFixture {

        private final PostgresServer server;
        private final String schema = Postgres.freshSchema();
        private final List<HikariDataSource> pools = new ArrayList<>();
        private MetadataStore store;

        StoreFixture(PostgresServer server) {
            this.server = server;
            store = openSecond();
        }

        @Override
        public MetadataStore store() {
            return store;
        }

        @Override
        public MetadataStore reopen() {
            store.close();
            store = openSecond();
            return store;
        }

        @Override
        public MetadataStore openSecond() {
            HikariDataSource pool = Postgres.pool(server.dataSource(), 4);
            pools.add(pool);
            return JdbcMetadataStore.builder().dataSource(pool).schema(schema).build();
        }

        @Override
        public void damage() {
            Postgres.execute(
                    server.dataSource(),
                    "UPDATE " + schema + ".syncline_state SET document = left(document, length(document) / 2)");
        }

        @Override
        public void close() {
            store.close();
            pools.forEach(HikariDataSource::close);
            Postgres.execute(server.dataSource(), "DROP SCHEMA " + schema + " CASCADE");
        }
    }
}

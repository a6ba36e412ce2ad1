package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.testkit.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

@ExtendWith(Postgres.class)
class PostgresAddressTest {

    /** As the sink's schema is inherited: the login owns it, and may create nothing in its search path. */
    @Test
    void tablesShouldBeInTheNamedSchemaWhateverTheSearchPathIs(PostgresServer server) {
        PGSimpleDataSource administrator = Postgres.dataSource(server);
        String owner = Postgres.freshSchema();
        Postgres.execute(
                administrator,
                "CREATE ROLE " + owner + " LOGIN PASSWORD 'x'; CREATE SCHEMA " + owner + " AUTHORIZATION " + owner
                        + "; ALTER ROLE " + owner + " SET search_path = pg_catalog");
        try {
            PostgresAddress address = new PostgresAddress();
            address.url(server.url());
            address.username(owner);
            address.password("x");
            address.schema(owner);
            assertThat(address.open().read(StateKey.unassigned(ModelName.of("products"))))
                    .isNotNull();
            Postgres.execute(administrator, "SELECT count(*) FROM " + owner + ".syncline_document");
        } finally {
            Postgres.execute(administrator, "DROP OWNED BY " + owner + "; DROP ROLE " + owner);
        }
    }
}

package io.syncline.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.syncline.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.postgresql.ds.PGSimpleDataSource;

/** Provides one PostgreSQL server to all tests, started on demand and stopped after the last test. */
final class Postgres implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Postgres.class);
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PostgresServer.class;
    }

    @Override
    public PostgresServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // JUnit closes it after the last test.
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(PostgresServer.class, unused -> PostgresServer.start(), PostgresServer.class);
    }

    /** Connects as the administrator. */
    static PGSimpleDataSource dataSource(PostgresServer server) {
        return dataSource(server.port());
    }

    /** Connects as the administrator, to the server itself or through a relay on another port. */
    static PGSimpleDataSource dataSource(int port) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(PostgresServer.DATABASE);
        source.setUser(PostgresServer.USER);
        source.setPassword(PostgresServer.PASSWORD);
        return source;
    }

    /** The name of a schema that no other test uses. */
    static String freshSchema() {
        return "test_" + SCHEMAS.incrementAndGet();
    }

    static HikariDataSource pool(DataSource source, int size) {
        return pool(source, size, 30_000);
    }

    static HikariDataSource pool(DataSource source, int size, long timeoutMillis) {
        HikariConfig config = new HikariConfig();
        config.setConnectionTimeout(timeoutMillis);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}

package io.syncline.jdbc;

import io.syncline.testkit.postgres.PgBouncerProcess;
import io.syncline.testkit.postgres.PgvectorProcess;
import io.syncline.testkit.postgres.PostgresServer;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.postgresql.ds.PGSimpleDataSource;

/** Provides a PostgreSQL server with pgvector to all tests, and PgBouncer before it, started on demand and stopped after the last test. */
final class PgvectorServers implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(PgvectorServers.class);

    /** The server itself. */
    record Direct(DataSource dataSource) {}

    /** The pooler before it. */
    record Pooled(DataSource dataSource) {}

    /** The processes. */
    private record Servers(PgvectorProcess server, PgBouncerProcess pooler) implements AutoCloseable {

        static Servers start() {
            PgvectorProcess server = PgvectorProcess.start();
            return new Servers(server, PgBouncerProcess.start(server));
        }

        @Override
        public void close() {
            pooler.close();
            server.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Direct.class || type == Pooled.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Servers servers = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Servers.class, unused -> Servers.start(), Servers.class);
        return parameter.getParameter().getType() == Direct.class
                ? new Direct(dataSource(servers.server().url()))
                : new Pooled(dataSource(servers.pooler().url()));
    }

    private static DataSource dataSource(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(PostgresServer.USER);
        source.setPassword(PostgresServer.PASSWORD);
        // Statements that a session keeps are unknown to the session that a pooler gives next.
        source.setPrepareThreshold(0);
        return source;
    }
}

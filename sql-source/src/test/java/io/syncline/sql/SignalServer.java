package io.syncline.sql;

import io.syncline.testkit.postgres.PostgresServer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Provides one PostgreSQL server that can replicate, and limits what slots keep to one file of its log. */
final class SignalServer implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SignalServer.class);

    /** Of a type of its own, beside the server of all other tests. */
    record Running(PostgresServer server) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            server.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Running resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Running.class,
                        unused -> new Running(PostgresServer.start(
                                "wal_level=logical", "max_slot_wal_keep_size=16MB", "max_wal_size=64MB")),
                        Running.class);
    }
}

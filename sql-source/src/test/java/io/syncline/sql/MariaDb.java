package io.syncline.sql;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Provides one MariaDB server to all tests, started on demand and stopped after the last test. */
final class MariaDb implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(MariaDb.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MariaDbServer.Address.class;
    }

    @Override
    public MariaDbServer.Address resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String given = System.getenv("SYNCLINE_MARIADB_URL");
        if (given != null && !given.isBlank()) {
            return new MariaDbServer.Address(
                    given, System.getenv("SYNCLINE_MARIADB_USER"), System.getenv("SYNCLINE_MARIADB_PASSWORD"));
        }
        // JUnit closes it after the last test.
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(MariaDbServer.class, unused -> MariaDbServer.start(), MariaDbServer.class)
                .address();
    }
}

package io.syncline.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** A data source whose connection loses its server process just before a given method call. */
final class TerminatingDataSource {

    private TerminatingDataSource() {}

    /**
     * Wraps a data source.
     *
     * @param method name of the method of {@link Connection} before which the server process is terminated, once
     */
    static DataSource of(DataSource real, AtomicReference<String> method) {
        return proxy(DataSource.class, (self, called, arguments) -> {
            Object result = call(real, called, arguments);
            return result instanceof Connection connection ? terminating(connection, real, method) : result;
        });
    }

    private static Connection terminating(Connection connection, DataSource real, AtomicReference<String> method) {
        return proxy(Connection.class, (self, called, arguments) -> {
            if (method.compareAndSet(called.getName(), "")) {
                int process = processOf(connection);
                Postgres.execute(real, "SELECT pg_terminate_backend(" + process + ", 60000)");
            }
            return call(connection, called, arguments);
        });
    }

    private static int processOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

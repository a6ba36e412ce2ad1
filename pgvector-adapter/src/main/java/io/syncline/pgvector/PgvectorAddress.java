package io.syncline.pgvector;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a database is and who logs in.
 *
 * @param url the address, without a login
 * @param username the user, or empty for the driver's default
 * @param password the password, or empty if none is needed
 * @param connections the most connections at a time
 */
record PgvectorAddress(String url, Optional<String> username, Optional<String> password, int connections) {

    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 60;
    private static final long IDLE_MILLIS = 60_000;

    /** Connects once. */
    void probe() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, properties())) {
            connection.isReadOnly();
        }
    }

    /** The settings of a pool. Its connections keep nothing in their sessions, as PgBouncer needs it. */
    HikariConfig pool() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("syncline-pgvector");
        config.setJdbcUrl(url);
        config.setDataSourceProperties(properties());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE_MILLIS);
        config.setConnectionTimeout(CONNECT_SECONDS * 1000L);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    private Properties properties() {
        Properties properties = new Properties();
        username.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(secret -> properties.setProperty("password", secret));
        properties.setProperty("ApplicationName", "syncline");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("loginTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(ANSWER_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        // Details of errors hold values of rows.
        properties.setProperty("logServerErrorDetail", "false");
        // Statements that a session keeps are unknown to the session that a pooler gives next.
        properties.setProperty("prepareThreshold", "0");
        return properties;
    }

    /** The address without the password. */
    @Override
    public String toString() {
        return url;
    }
}

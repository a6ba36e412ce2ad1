package io.syncline.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** A file of SQLite. */
final class SqliteDatabase implements TestDatabase {

    private final Path file;
    private final Connection connection;

    SqliteDatabase(Path folder) {
        file = folder.resolve("shop.db");
        try {
            connection = DriverManager.getConnection(url());
            execute("PRAGMA journal_mode = WAL");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int execute(String sql, Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.execute() ? 0 : statement.getUpdateCount();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public String url() {
        return "jdbc:sqlite:" + file;
    }

    @Override
    public Optional<String> username() {
        return Optional.empty();
    }

    @Override
    public Optional<String> password() {
        return Optional.empty();
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String uuid() {
        return "text";
    }

    @Override
    public String timestamp() {
        return "timestamp";
    }

    @Override
    public String present() {
        return "strftime('%Y-%m-%d %H:%M:%f', 'now')";
    }

    /** SQLite cannot wait, so its clock is read until it is there. */
    @Override
    public void nextSecond() {
        String second = "SELECT strftime('%s', 'now')";
        String before = column(second).get(0);
        while (column(second).get(0).equals(before)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

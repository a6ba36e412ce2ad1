package io.syncline.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real database that a test fills, over a connection of its own. */
interface TestDatabase extends AutoCloseable {

    String url();

    Optional<String> username();

    Optional<String> password();

    Connection connection();

    /** The type of a column of UUIDs. */
    String uuid();

    /** The type of a column of texts as keys. */
    default String text() {
        return "text";
    }

    /** The type of a column with a change time. */
    String timestamp();

    /** The present time, as the application would stamp it. */
    String present();

    /** Returns when the clock shows a later whole second. */
    void nextSecond();

    @Override
    void close();

    default SqlRecordSourceBuilder source() {
        SqlRecordSourceBuilder builder = SqlRecordSource.builder().url(url());
        username().ifPresent(builder::username);
        password().ifPresent(builder::password);
        return builder;
    }

    /** Executes a statement, and commits it unless the connection is within a transaction. */
    default int execute(String sql, Object... values) {
        return execute(connection(), sql, values);
    }

    static int execute(Connection connection, String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of all rows. */
    default List<String> column(String sql) {
        try (PreparedStatement statement = connection().prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}

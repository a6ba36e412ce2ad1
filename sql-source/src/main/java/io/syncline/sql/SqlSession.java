package io.syncline.sql;

import io.syncline.sql.internal.dialect.Binding;
import io.syncline.sql.internal.dialect.Dialect;
import io.syncline.sql.internal.dialect.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection that is lent for one read-only transaction.
 *
 * @param connection the connection
 * @param dialect the kind of database
 * @param statementTimeout the limit for one statement
 */
record SqlSession(Connection connection, Dialect dialect, Duration statementTimeout) {

    /** Rows that a driver holds at a time. */
    private static final int FETCH_SIZE = 500;

    /** Makes something of a row. */
    @FunctionalInterface
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /**
     * All rows of a statement that gives few, in one answer of the server.
     *
     * @param most how many it gives at most
     */
    <T> List<T> page(SqlText text, RowMapper<T> mapper, int most) throws SQLException {
        return query(text, mapper, 0, most);
    }

    /** All rows of a statement. */
    <T> List<T> query(SqlText text, RowMapper<T> mapper) throws SQLException {
        return query(text, mapper, 0, FETCH_SIZE);
    }

    /** The first row of a statement; empty if there is none. */
    <T> Optional<T> first(SqlText text, RowMapper<T> mapper) throws SQLException {
        return query(text, mapper, 1, 1).stream().findFirst();
    }

    private <T> List<T> query(SqlText text, RowMapper<T> mapper, int most, int fetched) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text.toString())) {
            if (!dialect.limitsStatements()) {
                statement.setQueryTimeout(Math.toIntExact(Math.max(1, statementTimeout.toSeconds())));
            }
            statement.setMaxRows(most);
            statement.setFetchSize(fetched);
            int index = 1;
            for (Binding binding : text.bindings()) {
                binding.set(statement, index++);
            }
            List<T> rows = new ArrayList<>(most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(mapper.map(row));
                }
            }
            return rows;
        }
    }
}

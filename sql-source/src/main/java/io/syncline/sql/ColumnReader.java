package io.syncline.sql;

import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.NearestNames;
import io.syncline.core.adapter.jdbc.SqlFailureKind;
import io.syncline.sql.internal.dialect.Dialect;
import io.syncline.sql.internal.dialect.SqlColumn;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the database for columns, and finds out what was meant by a name that it does not know. */
final class ColumnReader {

    private static final int MOST_TABLES = 10_000;

    private final SqlSession session;

    ColumnReader(SqlSession session) {
        this.session = session;
    }

    /**
     * The columns of a relation by name.
     *
     * @param relation what is read
     * @param model the model, for messages
     */
    Map<String, SqlColumn> columns(Relation relation, String model) throws SQLException {
        try {
            return columns("*", relation, model);
        } catch (SQLException e) {
            List<String> readable = readable(e, relation);
            if (readable.isEmpty()) {
                throw explained(e, relation, model);
            }
            String named =
                    readable.stream().map(name -> session.dialect().quote(name)).collect(Collectors.joining(", "));
            return columns(named, relation, model);
        }
    }

    private Map<String, SqlColumn> columns(String selected, Relation relation, String model) throws SQLException {
        String sql =
                "SELECT " + selected + " FROM " + relation.from(session.dialect(), ModelShape.ALIAS) + " WHERE 1 = 0";
        try (PreparedStatement statement = session.connection().prepareStatement(sql);
                ResultSet none = statement.executeQuery()) {
            ResultSetMetaData found = none.getMetaData();
            Map<String, SqlColumn> columns = new LinkedHashMap<>();
            for (int i = 1; i <= found.getColumnCount(); i++) {
                SqlColumn column = column(found, i);
                if (columns.put(column.name(), column) != null) {
                    throw new SetupException("Model " + model + " has two columns of the name " + column.name()
                            + ": name the columns in its query");
                }
            }
            return columns;
        }
    }

    /** The columns that the user may read, if the right to read is one to some columns. */
    private List<String> readable(SQLException cause, Relation relation) throws SQLException {
        if (SqlFault.of(cause).kind() != SqlFailureKind.DENIED
                || relation.table().isEmpty()) {
            return List.of();
        }
        session.connection().rollback();
        return session.dialect().readableColumns(session.connection(), relation.name(session.dialect()));
    }

    private static SqlColumn column(ResultSetMetaData found, int i) throws SQLException {
        return new SqlColumn(
                found.getColumnLabel(i),
                found.getColumnType(i),
                String.valueOf(found.getColumnTypeName(i)),
                found.getPrecision(i),
                found.getScale(i),
                found.isNullable(i) == ResultSetMetaData.columnNoNulls);
    }

    /** A table that does not exist gets a suggestion; all else is left to the classification. */
    private SQLException explained(SQLException cause, Relation relation, String model) throws SQLException {
        if (SqlFault.of(cause).kind() != SqlFailureKind.NO_TABLE
                || relation.table().isEmpty()) {
            return cause;
        }
        session.connection().rollback();
        String written = Relation.written(relation.simpleName().orElseThrow());
        List<String> near = NearestNames.to(written, tables(), 3);
        throw new SetupException(
                "There is no table or view " + relation.table().orElseThrow() + " for model " + model
                        + ", or this user does not see it"
                        + (near.isEmpty() ? "." : "; did you mean " + String.join(" or ", near) + "?")
                        + " A table outside of the default schema needs its schema: sales.products",
                cause);
    }

    /** Tables and views of all schemas; a schema is named where it is not the default one. */
    private List<String> tables() throws SQLException {
        DatabaseMetaData database = session.connection().getMetaData();
        String own = session.connection().getSchema();
        List<String> names = new ArrayList<>();
        try (ResultSet tables =
                database.getTables(session.connection().getCatalog(), null, "%", new String[] {"TABLE", "VIEW"})) {
            while (tables.next() && names.size() < MOST_TABLES) {
                String schema = tables.getString("TABLE_SCHEM");
                String name = tables.getString("TABLE_NAME");
                names.add(
                        schema == null || schema.equals(own)
                                ? Relation.written(name)
                                : Relation.written(schema) + "." + Relation.written(name));
            }
        }
        return names;
    }

    /**
     * The column that a name of the configuration means.
     *
     * @param columns the columns
     * @param written the name
     * @param what where it is named, for the message
     */
    static SqlColumn find(Map<String, SqlColumn> columns, String written, String what) {
        SqlColumn exact = columns.get(written);
        if (exact != null) {
            return exact;
        }
        List<SqlColumn> alike = columns.values().stream()
                .filter(column -> column.name().equalsIgnoreCase(written))
                .toList();
        if (alike.size() == 1) {
            return alike.get(0);
        }
        String near = NearestNames.to(written, columns.keySet(), 1).stream()
                .map(name -> "; did you mean " + name + "?")
                .collect(Collectors.joining());
        throw new SetupException(what + " names the column " + written
                + ", which does not exist, or which this user may not read"
                + (near.isEmpty() ? "; there are " + String.join(", ", columns.keySet()) : near));
    }

    /** A column in a statement. */
    static String reference(Dialect dialect, String alias, SqlColumn column) {
        return alias + "." + dialect.quote(column.name());
    }
}

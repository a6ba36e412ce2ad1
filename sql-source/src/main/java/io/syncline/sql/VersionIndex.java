package io.syncline.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Whether the changes of a table can be found by an index. Without one, a sync that finds nothing has read all keys.
 *
 * @param connection a connection
 * @param relation the table
 * @param version the column with the change time
 */
record VersionIndex(Connection connection, Relation relation, String version) {

    private static final long MANY_ROWS = 10_000;

    /**
     * What to create, as a sentence; empty if there is an index, the table is small, or the database does not tell. A view has no
     * indexes of its own.
     */
    Optional<String> advice() {
        try {
            return relation.table().isPresent() && isMissing()
                    ? Optional.of("No index of " + relation.table().get() + " begins with " + version
                            + ", so each sync reads the whole table for its changes. Create one")
                    : Optional.empty();
        } catch (SQLException e) {
            // Advice; what is wrong with the table shows when it is read.
            return Optional.empty();
        }
    }

    private boolean isMissing() throws SQLException {
        List<Relation.Part> parts = Relation.parts(relation.table().orElseThrow());
        String schema = parts.size() > 1 ? parts.get(parts.size() - 2).text() : connection.getSchema();
        String table = parts.get(parts.size() - 1).text();
        long rows = 0;
        try (ResultSet indexes =
                connection.getMetaData().getIndexInfo(connection.getCatalog(), schema, table, false, true)) {
            while (indexes.next()) {
                rows = Math.max(rows, indexes.getLong("CARDINALITY"));
                if (indexes.getShort("TYPE") != DatabaseMetaData.tableIndexStatistic
                        && indexes.getShort("ORDINAL_POSITION") == 1
                        && version.equalsIgnoreCase(indexes.getString("COLUMN_NAME"))) {
                    return false;
                }
            }
        }
        return rows > MANY_ROWS;
    }
}

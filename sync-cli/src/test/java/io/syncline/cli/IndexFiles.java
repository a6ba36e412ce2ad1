package io.syncline.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and changes an index file by SQL. */
final class IndexFiles {

    private IndexFiles() {}

    static List<Map<String, Object>> query(Path file, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Map<String, Object>> result = new ArrayList<>();
            while (rows.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.put(rows.getMetaData().getColumnLabel(i), rows.getObject(i));
                }
                result.add(row);
            }
            return result;
        } catch (SQLException e) {
            throw new AssertionError("The index cannot be read: " + file, e);
        }
    }

    /** Changes an index in a way that no sync does. */
    static void update(Path file, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new AssertionError("The index cannot be changed: " + file, e);
        }
    }

    static List<Object> recordIds(Path file) {
        return query(file, "SELECT record_id FROM points ORDER BY record_id, chunk_index").stream()
                .map(row -> row.get("record_id"))
                .toList();
    }
}

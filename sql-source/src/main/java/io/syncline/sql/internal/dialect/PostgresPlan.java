package io.syncline.sql.internal.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code EXPLAIN} says of a page. */
final class PostgresPlan {

    private static final Pattern NODE = Pattern.compile(
            "^[ >-]*([A-Z][A-Za-z ]*?)(?: using \\S+)?(?: on (\\S+))?(?: \\S+)?  \\(cost=\\S+ rows=(\\d+) ");

    private PostgresPlan() {}

    /** The first step that sorts or aggregates many rows, and what it reads. */
    static Optional<String> costly(Connection connection, SqlText page) throws SQLException {
        return Dialect.explained(connection, "EXPLAIN", page, PostgresPlan::costly);
    }

    private static Optional<String> costly(ResultSet rows) throws SQLException {
        String sort = "";
        while (rows.next()) {
            Matcher node = NODE.matcher(rows.getString(1));
            if (!node.find()) {
                continue;
            }
            if (sort.isEmpty() && node.group(1).equals("Sort") && Long.parseLong(node.group(3)) > Dialect.MANY_ROWS) {
                sort = "it sorts about " + node.group(3) + " rows";
            } else if (!sort.isEmpty() && node.group(2) != null) {
                return Optional.of(sort + " (" + node.group(1) + " on " + node.group(2) + ")");
            }
        }
        return sort.isEmpty() ? Optional.empty() : Optional.of(sort);
    }
}

package io.syncline.sql;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.sql.internal.dialect.ChangeTime;
import io.syncline.sql.internal.dialect.Dialect;
import io.syncline.sql.internal.dialect.LocalZone;
import io.syncline.sql.internal.dialect.SqlColumn;
import io.syncline.sql.internal.key.KeyKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the settings of rows of another table with the database. */
final class ChildReader {

    private final ColumnReader reader;
    private final Dialect dialect;
    private final LocalZone zone;

    ChildReader(ColumnReader reader, SqlSession session, LocalZone zone) {
        this.reader = reader;
        this.dialect = session.dialect();
        this.zone = zone;
    }

    ChildShape shape(Map.Entry<String, SqlChildren> child, List<KeyColumn> keys, ModelName model) throws SQLException {
        String field = child.getKey();
        SqlChildren settings = child.getValue();
        Relation relation = settings.relation(field);
        String what = "'children' of " + model + ", " + field + ",";
        Map<String, SqlColumn> columns = reader.columns(relation, model.value());
        List<SqlColumn> shown = settings.columns().stream()
                .map(name -> ColumnReader.find(columns, name, what))
                .toList();
        SqlColumn order = settings.order()
                .map(name -> ColumnReader.find(columns, name, what))
                .orElse(shown.get(0));
        Optional<ChangeTime> changeTime =
                settings.version().map(name -> changeTime(ColumnReader.find(columns, name, what), what));
        return new ChildShape(
                field,
                settings,
                relation.from(dialect, ChildShape.ALIAS),
                parent(settings.parent(), columns, keys, what),
                shown,
                order(order, shown),
                changeTime);
    }

    private ChangeTime changeTime(SqlColumn column, String what) {
        return dialect.changeTime(column, ColumnReader.reference(dialect, ChildShape.ALIAS, column), zone)
                .orElseThrow(() -> new SetupException(what + " has the version column " + column.name() + " of type "
                        + column.typeName() + ", which holds no time: convert it in 'query', or leave 'version' out"));
    }

    /** Rows that are shown alike may be in any order; all others are in one, wherever the database stores them. */
    private String order(SqlColumn first, List<SqlColumn> shown) {
        Stream<String> ties = shown.stream()
                .flatMap(column ->
                        dialect.tieBreaker(column, ColumnReader.reference(dialect, ChildShape.ALIAS, column)).stream());
        return Stream.concat(Stream.of(ColumnReader.reference(dialect, ChildShape.ALIAS, first)), ties)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private List<KeyColumn> parent(
            List<String> names, Map<String, SqlColumn> columns, List<KeyColumn> keys, String what) {
        List<KeyColumn> parent = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            SqlColumn column = ColumnReader.find(columns, names.get(i), what);
            KeyKind kind = keys.get(i).kind();
            String reference =
                    dialect.comparable(kind, column, ColumnReader.reference(dialect, ChildShape.ALIAS, column));
            parent.add(new KeyColumn(column.name(), kind, reference, reference, "?"));
        }
        return parent;
    }
}

package io.syncline.sql;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.SqlFailureKind;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.sql.internal.dialect.Dialect;
import io.syncline.sql.internal.dialect.SqlColumn;
import io.syncline.sql.internal.dialect.TypedColumn;
import io.syncline.sql.internal.key.KeyCodec;
import io.syncline.sql.internal.key.KeyKind;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is selected of a row, and how it becomes a record: the key, the change time, then the fields. */
final class RowLayout {

    private final Dialect dialect;
    private final ModelShape shape;
    private final ZoneId zone;
    private final KeyCodec codec;
    private final List<Field> fields = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<ChildShape> children = new ArrayList<>();

    RowLayout(Dialect dialect, ModelShape shape, ZoneId zone, List<String> wanted) {
        this.dialect = dialect;
        this.shape = shape;
        this.zone = zone;
        this.codec = shape.codec();
        for (String name : wanted) {
            ChildShape child = shape.children().get(name);
            if (child == null) {
                add(ColumnReader.find(shape.columns(), name, "The text or payload of " + shape.model()));
            } else {
                children.add(child);
            }
        }
    }

    /**
     * A column that is read of each row.
     *
     * @param typed it and its type in the database
     * @param isHtml whether its texts have markup
     */
    private record Field(TypedColumn typed, boolean isHtml) {

        SqlColumn column() {
            return typed.column();
        }
    }

    private void add(SqlColumn field) {
        if (!names.contains(field.name())) {
            names.add(field.name());
            fields.add(new Field(dialect.typed(field), isHtml(shape, field)));
        }
    }

    private static boolean isHtml(ModelShape shape, SqlColumn field) {
        return shape.settings().html().stream().anyMatch(name -> name.equalsIgnoreCase(field.name()));
    }

    /** The rows of other tables that are asked for. */
    List<ChildShape> children() {
        return children;
    }

    List<String> selected() {
        List<String> selected = new ArrayList<>();
        shape.keys().forEach(key -> selected.add(dialect.selectedKey(key.kind(), key.reference())));
        shape.changeTime().ifPresent(time -> selected.add(time.selected()));
        for (Field field : fields) {
            selected.add(dialect.selected(
                    field.column(), ColumnReader.reference(dialect, ModelShape.ALIAS, field.column())));
        }
        return selected;
    }

    /** Reads a row. */
    SourceRecord record(ResultSet row) throws SQLException {
        RecordId id = id(row);
        int index = shape.keys().size();
        long version = shape.changeTime().isPresent() ? shape.changeTime().get().millis(row, ++index) : 0;
        FieldValue[] values = new FieldValue[fields.size()];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = value(row, index + i + 1, fields.get(i));
            } catch (SQLException | RuntimeException e) {
                requireConnection(e);
                return incomplete(row, new SourceRecord(id, version, Map.of()), index);
            }
        }
        return new SourceRecord(id, version, new RowFields(names, values));
    }

    /** Reads a row again of which a column cannot be read, without that. */
    private SourceRecord incomplete(ResultSet row, SourceRecord record, int before) throws SQLException {
        Map<String, FieldValue> values = new LinkedHashMap<>();
        Map<String, String> unreadable = new LinkedHashMap<>();
        int index = before;
        for (Field field : fields) {
            index++;
            try {
                values.put(field.column().name(), value(row, index, field));
            } catch (SQLException | RuntimeException e) {
                requireConnection(e);
                unreadable.put(field.column().name(), unreadable(field.column()));
            }
        }
        return new SourceRecord(record.id(), record.version(), values, unreadable);
    }

    /** Throws a failure that is one of the connection, not of a value. */
    static void requireConnection(Exception failure) throws SQLException {
        if (failure instanceof SQLException sql && SqlFault.of(sql).kind() == SqlFailureKind.CONNECTION) {
            throw sql;
        }
    }

    /** Why a column of a row could not be read. */
    static String unreadable(SqlColumn column) {
        return "the value is not one of the type " + column.typeName();
    }

    private FieldValue value(ResultSet row, int index, Field field) throws SQLException {
        FieldValue value = dialect.value(row, index, field.typed(), zone);
        return value instanceof FieldValue.Text text && field.isHtml() ? new FieldValue.Html(text.value()) : value;
    }

    static FieldType type(Dialect dialect, ModelShape shape, SqlColumn field) {
        FieldType type = dialect.type(field);
        return type == FieldType.TEXT && isHtml(shape, field) ? FieldType.HTML : type;
    }

    private RecordId id(ResultSet row) throws SQLException {
        List<Object> values = keyValues(row, 1, shape.keys());
        try {
            return codec.idOf(values);
        } catch (IllegalArgumentException e) {
            throw new SetupException(
                    "Model " + shape.model() + " has a row whose key cannot be an id: " + e.getMessage()
                            + ". Leave such rows out with 'filter'",
                    e);
        }
    }

    /** The values of a key that was selected from an index on. */
    List<Object> keyValues(ResultSet row, int first, List<KeyColumn> keys) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            values.add(keyValue(row, first + i, keys.get(i)));
        }
        return values;
    }

    private Object keyValue(ResultSet row, int index, KeyColumn key) throws SQLException {
        String column = "key " + key.name();
        if (key.kind() != KeyKind.INTEGER) {
            String text = row.getString(index);
            if (text == null) {
                throw unusable(column, "is null");
            }
            return key.kind() == KeyKind.UUID ? dialect.uuid(text) : text;
        }
        BigDecimal number = row.getBigDecimal(index);
        if (number == null) {
            throw unusable(column, "is null");
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw unusable(column, "is not a whole number of 64 bits");
        }
    }

    private SetupException unusable(String column, String problem) {
        return new SetupException("Model " + shape.model() + " has a row whose " + column + " " + problem
                + ". Leave such rows out with 'filter', or choose another key");
    }
}

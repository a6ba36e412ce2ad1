package io.syncline.sql.internal.dialect;

import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads columns of a row as values of the engine. */
final class ColumnValues {

    private ColumnValues() {}

    static FieldValue read(ResultSet row, int index, FieldType type, ZoneId zone) throws SQLException {
        return switch (type) {
            case BOOLEAN -> unlessNull(row, new FieldValue.Bool(row.getBoolean(index)));
            case WHOLE -> whole(row.getBigDecimal(index));
            case DECIMAL -> unlessNull(row, new FieldValue.Decimal(row.getDouble(index)));
            case MONEY -> unlessNull(row, new FieldValue.Money(row.getDouble(index), null));
            case DATE -> day(row.getObject(index, LocalDate.class));
            case TIMESTAMP -> timestamp(row, index, zone);
            case JSON -> row.getString(index) == null ? FieldValue.EMPTY : new FieldValue.Json(row.getString(index));
            case CHOICE -> choice(row.getString(index));
            case HTML -> row.getString(index) == null ? FieldValue.EMPTY : new FieldValue.Html(row.getString(index));
            case BINARY -> FieldValue.EMPTY;
            default ->
                row.getMetaData().getColumnType(index) == Types.ARRAY
                        ? array(row.getArray(index))
                        : text(row.getString(index));
        };
    }

    private static FieldValue unlessNull(ResultSet row, FieldValue value) throws SQLException {
        return row.wasNull() ? FieldValue.EMPTY : value;
    }

    private static FieldValue whole(@Nullable BigDecimal number) {
        if (number == null) {
            return FieldValue.EMPTY;
        }
        try {
            return new FieldValue.Whole(number.longValueExact());
        } catch (ArithmeticException e) {
            return new FieldValue.Decimal(number.doubleValue());
        }
    }

    private static FieldValue day(@Nullable LocalDate day) {
        return day == null ? FieldValue.EMPTY : new FieldValue.Day(day);
    }

    private static FieldValue choice(@Nullable String key) {
        return key == null ? FieldValue.EMPTY : new FieldValue.Choice(key, key);
    }

    static FieldValue text(@Nullable String text) {
        return text == null ? FieldValue.EMPTY : new FieldValue.Text(text);
    }

    static FieldValue zoned(ResultSet row, int index) throws SQLException {
        OffsetDateTime time = row.getObject(index, OffsetDateTime.class);
        return time == null ? FieldValue.EMPTY : new FieldValue.Timestamp(time.toInstant());
    }

    private static FieldValue timestamp(ResultSet row, int index, ZoneId zone) throws SQLException {
        LocalDateTime time = row.getObject(index, LocalDateTime.class);
        return time == null
                ? FieldValue.EMPTY
                : new FieldValue.Timestamp(time.atZone(zone).toInstant());
    }

    /** The elements, separated by commas. */
    private static FieldValue array(@Nullable Array array) throws SQLException {
        if (array == null) {
            return FieldValue.EMPTY;
        }
        try {
            return new FieldValue.Text(elements(array.getArray()));
        } finally {
            array.free();
        }
    }

    private static String elements(Object elements) {
        return elements instanceof Object[] several
                ? Arrays.stream(several)
                        .filter(Objects::nonNull)
                        .map(element ->
                                element instanceof Object[] ? "[" + elements(element) + "]" : element.toString())
                        .collect(Collectors.joining(", "))
                : elements.toString();
    }
}

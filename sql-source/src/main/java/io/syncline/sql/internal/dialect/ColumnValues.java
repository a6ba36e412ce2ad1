package io.syncline.sql.internal.dialect;

import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads columns of a row as values of the engine. */
final class ColumnValues {

    private ColumnValues() {}

    static FieldValue read(ResultSet row, int index, FieldType type, ZoneId zone) throws SQLException {
        return switch (type) {
            case BOOLEAN -> unlessNull(row, new FieldValue.Bool(row.getBoolean(index)));
            case WHOLE -> whole(row, index);
            case DECIMAL, MONEY -> number(row, index, type);
            case DATE -> day(row.getObject(index, LocalDate.class));
            case TIMESTAMP -> timestamp(row, index, zone);
            case JSON -> row.getString(index) == null ? FieldValue.EMPTY : new FieldValue.Json(row.getString(index));
            case CHOICE -> choice(row.getString(index));
            case HTML -> row.getString(index) == null ? FieldValue.EMPTY : new FieldValue.Html(row.getString(index));
            case BINARY -> FieldValue.EMPTY;
            default -> text(row.getString(index));
        };
    }

    private static FieldValue unlessNull(ResultSet row, FieldValue value) throws SQLException {
        return row.wasNull() ? FieldValue.EMPTY : value;
    }

    private static FieldValue whole(ResultSet row, int index) throws SQLException {
        Optional<FieldValue> special = SpecialValues.of(row.getObject(index));
        if (special.isPresent()) {
            return special.get();
        }
        BigDecimal number = row.getBigDecimal(index);
        return number == null ? FieldValue.EMPTY : ExactNumber.whole(number);
    }

    private static FieldValue number(ResultSet row, int index, FieldType type) throws SQLException {
        Object value = row.getObject(index);
        Optional<FieldValue> special = SpecialValues.of(value);
        if (special.isPresent()) {
            return special.get();
        }
        if (value instanceof BigDecimal exact && !ExactNumber.fits(exact)) {
            return ExactNumber.whole(exact);
        }
        // a float as a double would show digits that nobody has stored
        double number = value instanceof BigDecimal exact ? exact.doubleValue() : row.getDouble(index);
        return unlessNull(
                row, type == FieldType.MONEY ? new FieldValue.Money(number, null) : new FieldValue.Decimal(number));
    }

    private static FieldValue day(@Nullable LocalDate day) {
        return day == null ? FieldValue.EMPTY : SpecialValues.of(day).orElseGet(() -> new FieldValue.Day(day));
    }

    private static FieldValue choice(@Nullable String key) {
        return key == null ? FieldValue.EMPTY : new FieldValue.Choice(key, key);
    }

    static FieldValue text(@Nullable String text) {
        return text == null ? FieldValue.EMPTY : new FieldValue.Text(text);
    }

    static FieldValue zoned(ResultSet row, int index) throws SQLException {
        OffsetDateTime time = row.getObject(index, OffsetDateTime.class);
        return time == null
                ? FieldValue.EMPTY
                : SpecialValues.of(time).orElseGet(() -> new FieldValue.Timestamp(time.toInstant()));
    }

    private static FieldValue timestamp(ResultSet row, int index, ZoneId zone) throws SQLException {
        LocalDateTime time = row.getObject(index, LocalDateTime.class);
        return time == null
                ? FieldValue.EMPTY
                : SpecialValues.of(time)
                        .orElseGet(
                                () -> new FieldValue.Timestamp(time.atZone(zone).toInstant()));
    }

    /** The elements, separated by commas. */
    static FieldValue array(@Nullable Array array) throws SQLException {
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
                        .filter(element -> element != null && !(element instanceof byte[]))
                        .map(ColumnValues::element)
                        .collect(Collectors.joining(", "))
                : element(elements);
    }

    private static String element(Object element) {
        if (element instanceof Object[]) {
            return "[" + elements(element) + "]";
        }
        return element instanceof BigDecimal number ? number.toPlainString() : element.toString();
    }
}

package io.syncline.sql.internal.dialect;

import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Values of SQLite: what is stored decides, since a column may hold anything. */
final class SqliteValues {

    /** Kinds of fields by what the declared type contains; the first match counts. */
    static final List<Map.Entry<String, FieldType>> TYPES = List.of(
            Map.entry("bool", FieldType.BOOLEAN),
            Map.entry("json", FieldType.JSON),
            Map.entry("datetime", FieldType.TIMESTAMP),
            Map.entry("timestamp", FieldType.TIMESTAMP),
            Map.entry("date", FieldType.DATE),
            Map.entry("blob", FieldType.BINARY),
            Map.entry("point", FieldType.TEXT),
            Map.entry("int", FieldType.WHOLE),
            Map.entry("real", FieldType.DECIMAL),
            Map.entry("floa", FieldType.DECIMAL),
            Map.entry("doub", FieldType.DECIMAL),
            Map.entry("numeric", FieldType.DECIMAL),
            Map.entry("decimal", FieldType.DECIMAL));

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("[ ]['T']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[ ][XXX]")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private SqliteValues() {}

    static FieldValue read(ResultSet row, int index, FieldType type, ZoneId zone) throws SQLException {
        Object value = row.getObject(index);
        if (value == null) {
            return FieldValue.EMPTY;
        }
        if (value instanceof byte[]) {
            if (type == FieldType.BINARY) {
                return FieldValue.EMPTY;
            }
            throw new SQLException("holds bytes", "22000");
        }
        if (value instanceof Number number) {
            return number(number, type);
        }
        return text(value.toString(), type, zone);
    }

    private static FieldValue number(Number number, FieldType type) {
        Optional<FieldValue> special = SpecialValues.of(number);
        if (type == FieldType.TEXT || special.isPresent()) {
            return special.orElseGet(() -> new FieldValue.Text(number.toString()));
        }
        if (type == FieldType.BOOLEAN) {
            return new FieldValue.Bool(number.doubleValue() != 0);
        }
        boolean isReal = number instanceof Double || number instanceof Float;
        if (isReal || (type == FieldType.DECIMAL && ExactNumber.fits(BigDecimal.valueOf(number.longValue())))) {
            return new FieldValue.Decimal(number.doubleValue());
        }
        return new FieldValue.Whole(number.longValue());
    }

    private static FieldValue text(String text, FieldType type, ZoneId zone) {
        return switch (type) {
            case JSON -> new FieldValue.Json(text);
            case HTML -> new FieldValue.Html(text);
            case DATE, TIMESTAMP -> time(text, type, zone);
            default -> new FieldValue.Text(text);
        };
    }

    private static FieldValue time(String text, FieldType type, ZoneId zone) {
        try {
            TemporalAccessor parsed = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (type == FieldType.DATE || parsed instanceof LocalDate) {
                return new FieldValue.Day(LocalDate.from(parsed));
            }
            return new FieldValue.Timestamp(
                    parsed instanceof OffsetDateTime offset
                            ? offset.toInstant()
                            : LocalDateTime.from(parsed).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return new FieldValue.Text(text);
        }
    }
}

package io.syncline.odoo;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.FieldValue.Reference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes values that stand alone, such as texts, numbers and links to one record. Thread-safe. */
final class SimpleValues {

    /** From here on, a double may be the rounded form of another whole number: 2^53 is also that of 2^53 + 1. */
    private static final double INEXACT = 0x1p53;

    private final JsonCodec json;

    SimpleValues(JsonCodec json) {
        this.json = json;
    }

    FieldValue decode(FieldType type, @Nullable Object value) {
        if (value == null || (value.equals(false) && type != FieldType.BOOLEAN)) {
            return FieldValue.EMPTY;
        }
        return switch (type) {
            case TEXT -> new FieldValue.Text(Texts.clean(string(value)));
            case HTML -> new FieldValue.Html(Texts.clean(string(value)));
            case BOOLEAN -> new FieldValue.Bool((Boolean) value);
            case WHOLE -> new FieldValue.Whole(whole((Number) value));
            case DECIMAL -> new FieldValue.Decimal(decimal((Number) value));
            case DATE -> new FieldValue.Day(Texts.date(string(value)));
            case TIMESTAMP -> new FieldValue.Timestamp(Texts.instant(string(value)));
            case REFERENCE -> reference(value);
            case JSON -> new FieldValue.Json(Texts.clean(json.text(value)));
            default -> FieldValue.EMPTY;
        };
    }

    static boolean isNone(@Nullable Object value) {
        return value == null || value.equals(false);
    }

    /** Accepts numbers, since some text fields of older versions contain them. */
    private static String string(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number number) {
            return number.toString();
        }
        throw new IllegalArgumentException("not a text");
    }

    /** Odoo sends whole numbers beyond 32 bits as doubles, which are exact up to 53 bits. */
    private static long whole(Number number) {
        if (number instanceof Double decimal) {
            if (decimal != Math.rint(decimal)) {
                throw new IllegalArgumentException("not whole");
            }
            if (Math.abs(decimal) >= 0x1p63) {
                throw tooLarge(number);
            }
            if (Math.abs(decimal) >= INEXACT) {
                throw new ArithmeticException(
                        "the number " + number + ", which Odoo may have rounded, since it has more than 53 bits");
            }
        } else if (number instanceof BigInteger || number instanceof BigDecimal) {
            throw tooLarge(number);
        }
        return number.longValue();
    }

    private static ArithmeticException tooLarge(Number number) {
        return new ArithmeticException(
                "the number " + XmlRpcScalars.abbreviated(number.toString()) + ", which has more than 64 bits");
    }

    private static double decimal(Number number) {
        double decimal = number.doubleValue();
        if (Double.isInfinite(decimal) && !(number instanceof Double)) {
            throw new ArithmeticException("the number " + XmlRpcScalars.abbreviated(number.toString())
                    + ", which is beyond the range of decimal numbers");
        }
        return decimal;
    }

    static FieldValue choice(Map<String, String> labels, @Nullable Object value) {
        if (isNone(value)) {
            return FieldValue.EMPTY;
        }
        String key = Texts.clean(string(value));
        return new FieldValue.Choice(key, labels.getOrDefault(key, key));
    }

    static FieldValue money(@Nullable Object value, @Nullable Object currency) {
        if (isNone(value)) {
            return FieldValue.EMPTY;
        }
        String name = currency instanceof List<?> pair && pair.size() == 2 ? String.valueOf(pair.get(1)) : null;
        return new FieldValue.Money(decimal((Number) nonNull(value)), name);
    }

    static Object nonNull(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("no value");
        }
        return value;
    }

    /** Decodes {@code [id, name]} or, where names were not requested, the id. */
    static FieldValue reference(@Nullable Object value) {
        if (value instanceof List<?> pair) {
            if (pair.isEmpty()) {
                return FieldValue.EMPTY;
            }
            Object name = pair.size() > 1 ? pair.get(1) : null;
            return new Reference(id(pair.get(0)), name instanceof String text ? Texts.name(text) : null);
        }
        return new Reference(id(value), null);
    }

    static RecordId id(@Nullable Object value) {
        return RecordId.of(whole((Number) nonNull(value)));
    }
}

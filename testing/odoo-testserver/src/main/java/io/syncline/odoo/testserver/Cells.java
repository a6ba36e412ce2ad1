package io.syncline.odoo.testserver;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts given values, of Java or wire types, to the stored types. */
final class Cells {
    private Cells() {}

    /** The value of one language and company. */
    static @Nullable Object resolve(@Nullable Object raw, OdooRecord.Scope scope) {
        Object value = raw instanceof PerCompany companies ? companies.in(scope.company()) : raw;
        return value instanceof PerLanguage languages ? languages.in(scope.language()) : value;
    }

    /** The content of a cell after a write in one language and company. */
    static @Nullable Object merge(
            OdooField field, @Nullable Object before, @Nullable Object value, OdooRecord.Scope at) {
        Object merged = value;
        if (field.isTranslated()) {
            Object known = before instanceof PerCompany companies ? companies.in(at.company()) : before;
            merged = PerLanguage.of(known, at.language(), value);
        }
        return field.isCompanyDependent() ? PerCompany.of(before, at.company(), merged) : merged;
    }

    /** The stored form of a value; false is empty for all but booleans. */
    static @Nullable Object of(OdooField field, @Nullable Object input) {
        if (field.type() == OdooFieldType.BOOLEAN) {
            return input != null && truth(input);
        }
        if (input == null || (Boolean.FALSE.equals(input) && field.type() != OdooFieldType.JSON)) {
            return null;
        }
        return switch (field.type()) {
            case CHAR, TEXT, HTML, REFERENCE -> input.toString();
            case SELECTION -> choice(field, input.toString());
            case INTEGER -> input instanceof BigInteger ? input : whole(input);
            case MANY2ONE_REFERENCE -> whole(input);
            case FLOAT, MONETARY -> decimal(input);
            case DATE -> day(input);
            case DATETIME -> moment(input);
            case MANY2ONE -> link(field, input);
            case ONE2MANY, MANY2MANY -> ids(input);
            case BINARY -> input instanceof byte[] bytes ? bytes.clone() : decoded(input);
            case PROPERTIES, JSON -> tree(input);
            case BOOLEAN -> throw new IllegalStateException("Handled above");
        };
    }

    private static boolean truth(Object input) {
        return input instanceof Boolean flag ? flag : !(input instanceof Number number) || number.doubleValue() != 0;
    }

    private static String choice(OdooField field, String key) {
        if (!field.labels().hasChoice(key)) {
            throw OdooError.value("Wrong value for " + field.name() + ": " + PythonText.repr(key));
        }
        return key;
    }

    static Long whole(Object input) {
        if (input instanceof Number number) {
            return number.longValue();
        }
        if (input instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        try {
            return Long.valueOf(input.toString().strip());
        } catch (NumberFormatException e) {
            throw OdooError.value("invalid literal for int() with base 10: " + PythonText.repr(input.toString()));
        }
    }

    static Double decimal(Object input) {
        if (input instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.valueOf(input.toString().strip());
        } catch (NumberFormatException e) {
            throw OdooError.value("could not convert string to float: " + PythonText.repr(input.toString()));
        }
    }

    private static LocalDate day(Object input) {
        return input instanceof LocalDate date
                ? date
                : Moments.parse(input.toString()).toLocalDate();
    }

    private static LocalDateTime moment(Object input) {
        if (input instanceof Instant instant) {
            return Moments.of(instant);
        }
        return input instanceof LocalDateTime time ? time : Moments.parse(input.toString());
    }

    private static Long link(OdooField field, Object input) {
        if (input instanceof OdooRecord record) {
            return record.id();
        }
        if (input instanceof Number number) {
            return number.longValue();
        }
        throw OdooError.value("Wrong value for " + field.name() + ": " + PythonText.repr(input));
    }

    static List<Long> ids(Object input) {
        if (input instanceof Number number) {
            return List.of(number.longValue());
        }
        List<Long> ids = new ArrayList<>();
        for (Object item : (Collection<?>) input) {
            Long id = item instanceof OdooRecord record ? Long.valueOf(record.id()) : whole(required(item));
            if (!ids.contains(id)) {
                ids.add(id);
            }
        }
        return List.copyOf(ids);
    }

    private static Object required(@Nullable Object item) {
        if (item == null) {
            throw OdooError.value("Wrong value for an id: None");
        }
        return item;
    }

    private static byte[] decoded(Object input) {
        try {
            return Base64.getMimeDecoder().decode(input.toString());
        } catch (IllegalArgumentException e) {
            throw OdooError.internal("binascii.Error", "Incorrect padding");
        }
    }

    /** A copy of a JSON tree with whole numbers as long or BigInteger and the rest as double. */
    static @Nullable Object tree(@Nullable Object input) {
        if (input instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), tree(value)));
            return copy;
        }
        if (input instanceof Collection<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(value -> copy.add(tree(value)));
            return copy;
        }
        if (input instanceof Number number && !(input instanceof BigInteger)) {
            boolean fraction = input instanceof Double || input instanceof Float;
            return fraction ? (Object) number.doubleValue() : (Object) number.longValue();
        }
        return input;
    }

    static LocalDateTime microseconds(Instant instant) {
        return Moments.of(instant).withNano(instant.atOffset(ZoneOffset.UTC).getNano() / 1000 * 1000);
    }
}

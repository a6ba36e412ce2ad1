package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of a method: the caller, the records and the arguments. */
record Arguments(Env env, Table table, List<Long> ids, Map<String, @Nullable Object> named) {

    @Nullable Object get(String name) {
        return named.get(name);
    }

    boolean flag(String name, boolean otherwise) {
        return named.get(name) instanceof Boolean flag ? flag : otherwise;
    }

    @Nullable String text(String name) {
        return named.get(name) instanceof String text ? text : null;
    }

    /** A list of names; empty if it was left out, false or nil. */
    List<String> names(String name) {
        List<String> names = new ArrayList<>();
        if (named.get(name) instanceof List<?> list) {
            list.forEach(item -> names.add(String.valueOf(item)));
        }
        return names;
    }

    /** An offset or limit; 0, false and nil mean none. */
    int count(String name) {
        Object value = named.get(name);
        if (value == null || Boolean.FALSE.equals(value)) {
            return 0;
        }
        long count = Cells.whole(value);
        if (count < 0) {
            String clause = name.equals("limit") ? "Limit" : "ResultOffset";
            throw OdooError.internal(
                    "psycopg2.errors.InvalidRowCountIn" + clause + "Clause",
                    (name.equals("limit") ? "LIMIT" : "OFFSET") + " must not be negative\n");
        }
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    Domain domain(String name) {
        return Domain.parse(named.get(name));
    }

    /** Values of a record, without those that only the server may set. */
    static Map<String, @Nullable Object> values(@Nullable Object given) {
        if (!(given instanceof Map<?, ?> map)) {
            throw OdooError.internal("AttributeError", "'" + typeName(given) + "' object has no attribute 'items'");
        }
        Map<String, @Nullable Object> values = new java.util.LinkedHashMap<>();
        map.forEach((key, value) -> values.put(String.valueOf(key), value));
        values.keySet().removeAll(List.of("id", "create_uid", "create_date", "write_uid", "write_date"));
        return values;
    }

    private static String typeName(@Nullable Object given) {
        return given == null ? "NoneType" : given instanceof List ? "list" : given instanceof String ? "str" : "int";
    }
}

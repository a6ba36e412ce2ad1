package io.syncline.odoo.testserver;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads records the way {@code read} does: everything in its wire form, false for empty. */
final class RecordReader {
    private final Env env;
    private final Table table;
    private final boolean names;
    private final Map<String, Map<Long, Object>> known = new HashMap<>();

    /**
     * Reads for one call.
     *
     * @param names whether a many2one comes with its name
     */
    RecordReader(Env env, Table table, boolean names) {
        this.env = env;
        this.table = table;
        this.names = names;
    }

    /** Reads rows; no fields means all that the caller may read. */
    List<Object> read(Collection<Row> rows, List<String> fields) {
        Map<String, Function<Row, @Nullable Object>> readers = new LinkedHashMap<>();
        for (Column column : columns(fields)) {
            if (!column.isId()) {
                checkReadable(column, rows);
                readers.put(column.name(), reader(column));
            }
        }
        List<Object> read = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>(readers.size() * 2 + 2);
            one.put("id", table.model().sentId(row.id()));
            readers.forEach((name, reader) -> one.put(name, reader.apply(row)));
            read.add(one);
        }
        return read;
    }

    private Collection<Column> columns(List<String> fields) {
        return fields.isEmpty() ? table.columns().stream().filter(env::mayUse).toList() : env.columns(table, fields);
    }

    private void checkReadable(Column column, Collection<Row> rows) {
        if (rows.isEmpty() || env.user().isAdministrator()) {
            return;
        }
        if (!env.mayRead(table) && !table.model().isInProfile(column.name())) {
            throw OdooError.access("The fields '" + column.name()
                    + "' you try to read is not available on the public employee profile.");
        }
        if (column.type().isLinkList()) {
            env.store().table(column.field().relation()).ifPresent(env::requireRead);
        }
    }

    private Function<Row, @Nullable Object> reader(Column column) {
        if (column.type().isLinkList()) {
            return linkList(column);
        }
        Function<Object, @Nullable Object> wire = wire(column);
        Object empty = empty(column.type());
        OdooRecord.Scope scope = env.scope();
        boolean made = column.slot() == Column.COMPUTED || column.slot() == Column.DISPLAY_NAME;
        return row -> {
            if (column.field().recordFault().concerns(env.user())) {
                column.field().recordFault().check(env.record(table, row));
            }
            Object value = made ? env.record(table, row).value(column) : Cells.resolve(column.raw(row), scope);
            return value == null ? empty : wire.apply(value);
        };
    }

    private static Object empty(OdooFieldType type) {
        return switch (type) {
            case INTEGER, MANY2ONE_REFERENCE -> 0L;
            case FLOAT, MONETARY -> 0.0;
            case ONE2MANY, MANY2MANY, PROPERTIES -> List.of();
            default -> false;
        };
    }

    private Function<Object, @Nullable Object> wire(Column column) {
        return switch (column.type()) {
            case DATE -> value -> Moments.text((LocalDate) value);
            case DATETIME -> value -> Moments.text((LocalDateTime) value);
            case INTEGER -> value -> isNarrow((Number) value) ? value : (Object) ((Number) value).doubleValue();
            case MANY2ONE -> value -> names ? named(column.field().relation(), (Long) value) : value;
            case BINARY ->
                sizesOnly(column)
                        ? value -> size(((byte[]) value).length)
                        : value -> Base64.getEncoder().encodeToString((byte[]) value);
            default -> value -> value;
        };
    }

    /** Wider numbers are sent as decimals, over JSON too. */
    private static boolean isNarrow(Number number) {
        return number instanceof Long && number.intValue() == number.longValue();
    }

    private boolean sizesOnly(Column column) {
        return env.flag("bin_size", false) || env.flag("bin_size_" + column.name(), false);
    }

    /** A name is read with elevated rights, also where the model is closed to the caller. */
    private Object named(String model, Long id) {
        return known.computeIfAbsent(model, any -> new HashMap<>())
                .computeIfAbsent(
                        id,
                        any -> env.store()
                                .find(model, id, env.scope())
                                .map(record -> (Object) List.of(id, record.displayName()))
                                .orElse(false));
    }

    private Function<Row, @Nullable Object> linkList(Column column) {
        Table target = env.store().table(column.field().relation()).orElse(null);
        if (target == null) {
            return row -> List.of();
        }
        Column active = target.column("active");
        boolean hideArchived =
                active != null && (env.activeTest() || column.field().isActiveOnly());
        Comparator<Row> order = OrderBy.of(env, target, null).comparator(0);
        return row -> {
            List<Long> ids = env.store().links(table, column, row);
            if (ids.isEmpty()) {
                return ids;
            }
            return ids.stream()
                    .map(target::row)
                    .filter(Objects::nonNull)
                    .filter(one -> !hideArchived || active == null || Boolean.TRUE.equals(active.raw(one)))
                    .filter(one -> env.sees(target, one))
                    .sorted(order)
                    .map(Row::id)
                    .toList();
        };
    }

    private static String size(int bytes) {
        String[] units = {"bytes", "Kb", "Mb", "Gb"};
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.2f %s", size, units[unit]);
    }
}

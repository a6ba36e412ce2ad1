package io.syncline.odoo.testserver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All tables and accounts of a database under one lock: a call sees exactly what was committed before it. */
final class Store {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Table> tables = new ConcurrentHashMap<>();
    private final Map<Long, OdooUser> accounts = new LinkedHashMap<>();
    private final AtomicInteger rewritten = new AtomicInteger();
    private volatile @Nullable Hooked webhooks;

    /** How often rows were put in another order. */
    int rewritten() {
        return rewritten.get();
    }

    void rewriteRows() {
        rewritten.incrementAndGet();
    }

    <T> T reading(Supplier<T> work) {
        return locked(lock.readLock(), work);
    }

    <T> T writing(Supplier<T> work) {
        return locked(lock.writeLock(), work);
    }

    private static <T> T locked(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void define(OdooModel model) {
        writing(() -> {
            Table known = tables.get(model.name());
            if (known == null) {
                tables.put(model.name(), new Table(model));
            } else {
                known.define(model);
            }
            return model;
        });
    }

    Optional<Table> table(String model) {
        return Optional.ofNullable(tables.get(model));
    }

    Table required(String model) {
        return table(model).orElseThrow(() -> OdooError.unknownModel(model));
    }

    Iterable<Table> tables() {
        return tables.values();
    }

    void addAccount(long id, OdooUser user) {
        writing(() -> accounts.put(id, user));
    }

    @Nullable OdooUser account(long id) {
        return reading(() -> accounts.get(id));
    }

    Map<Long, OdooUser> accounts() {
        return reading(() -> new LinkedHashMap<>(accounts));
    }

    Optional<OdooRecord> find(String model, long id, OdooRecord.Scope scope) {
        return reading(() -> table(model)
                .flatMap(table ->
                        Optional.ofNullable(table.row(id)).map(row -> new OdooRecord(this, table, row, scope))));
    }

    /** The ids that a link field of any kind leads to, in no particular order. */
    List<Long> links(Table table, Column column, Row row) {
        if (column.isStoredCell()) {
            return Table.targets(column.raw(row));
        }
        OdooField field = column.field();
        Table target = tables.get(field.relation());
        Column inverse = target == null ? null : target.column(field.inverse());
        return target == null || inverse == null || !inverse.isStoredCell()
                ? List.of()
                : List.copyOf(target.linkedTo(inverse, row.id()));
    }

    /** From now on, commits cause webhooks. */
    void webhooks(OdooWebhooks rules, OdooVersion version) {
        webhooks = new Hooked(rules, version);
    }

    private record Hooked(OdooWebhooks rules, OdooVersion version) {}

    /** Makes changes visible atomically, under one stamp. */
    void commit(List<Change> changes, Row.Stamp stamp) {
        Hooked hooked = webhooks;
        List<OdooWebhooks.Call> calls =
                hooked == null ? List.of() : hooked.rules().of(changes);
        if (hooked != null) {
            hooked.rules().send(calls, hooked.version(), true);
        }
        writing(() -> {
            new Commit(this, stamp).apply(changes);
            return stamp;
        });
        if (hooked != null) {
            hooked.rules().send(calls, hooked.version(), false);
        }
    }
}

package io.syncline.testkit.memory;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Changes that are invisible until they commit, and that have the time at which their transaction began: the reason why
 * a reader can miss rows at a watermark. Isolated like PostgreSQL's repeatable read: a transaction that touches a
 * record which another one changed meanwhile cannot commit.
 *
 * <p>Not thread-safe.
 */
public final class SourceTransaction implements SourceChanges {

    private final RowStore store;
    private final long beganAfter;
    private final long stampMicros;
    private final List<RowChange> changes = new ArrayList<>();
    private boolean over;

    SourceTransaction(RowStore store, long stampMicros) {
        this.store = store;
        this.beganAfter = store.commits();
        this.stampMicros = stampMicros;
    }

    @Override
    public void put(ModelName model, RecordId id, Map<String, FieldValue> fields) {
        Map<String, FieldValue> values = checked(model, fields);
        add(new RowChange(
                model,
                id,
                (before, stamp) -> before == null
                        ? Row.created(id, stamp, values)
                        : before.withFields(values).stamped(stamp)));
    }

    @Override
    public void putUndated(ModelName model, RecordId id, Map<String, FieldValue> fields) {
        Map<String, FieldValue> values = checked(model, fields);
        add(new RowChange(model, id, (before, stamp) -> Row.created(id, Row.UNDATED, values)));
    }

    @Override
    public void update(ModelName model, RecordId id, Map<String, FieldValue> fields) {
        Map<String, FieldValue> values = checked(model, fields);
        add(RowChange.ofPresent(model, id, (row, stamp) -> row.merged(values).stamped(stamp)));
    }

    @Override
    public void updateThroughLink(ModelName model, RecordId id, Map<String, FieldValue> fields) {
        Map<String, FieldValue> values = checked(model, fields);
        add(RowChange.ofPresent(model, id, (row, stamp) -> row.merged(values).linked(stamp)));
    }

    @Override
    public void archive(ModelName model, RecordId id) {
        add(RowChange.ofPresent(
                model, id, (row, stamp) -> row.withArchived(true).stamped(stamp)));
    }

    @Override
    public void unarchive(ModelName model, RecordId id) {
        add(RowChange.ofPresent(
                model, id, (row, stamp) -> row.withArchived(false).stamped(stamp)));
    }

    @Override
    public void delete(ModelName model, RecordId id) {
        add(RowChange.ofPresent(model, id, (row, stamp) -> null));
    }

    /**
     * Whether {@link #commit} would fail because another transaction changed one of the records meanwhile.
     *
     * @return true if it would
     */
    public boolean conflicts() {
        return store.conflicts(changes, beganAfter);
    }

    /**
     * Makes all changes visible atomically.
     *
     * @throws IllegalStateException if the transaction is over, {@link #conflicts conflicts}, or changes a record
     *     that does not exist; nothing was changed then, and the transaction is over
     */
    public void commit() {
        requireOpen();
        over = true;
        store.commit(changes, beganAfter, stampMicros);
    }

    /** Forgets all changes. */
    public void rollback() {
        requireOpen();
        over = true;
    }

    void add(RowChange change) {
        requireOpen();
        changes.add(change);
    }

    private void requireOpen() {
        if (over) {
            throw new IllegalStateException("The transaction is over");
        }
    }

    private Map<String, FieldValue> checked(ModelName model, Map<String, FieldValue> fields) {
        store.unknownField(model, fields.keySet()).ifPresent(field -> {
            throw new IllegalArgumentException("The model " + model + " has no field '" + field + "'");
        });
        return Map.copyOf(fields);
    }
}

package io.syncline.odoo.testserver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes that become visible together. As in Odoo, all of them have the time at which the transaction began, to the
 * microsecond, however late it commits; and ids are assigned before the commit.
 *
 * <p>Not isolated from others: where two transactions write one field, the later commit wins. Not thread-safe.
 */
public final class OdooTransaction implements AutoCloseable {
    private final Store store;
    private final OdooVersion version;
    private final OdooRecord.Scope scope;
    private final Row.Stamp stamp;
    private final List<Change> changes = new ArrayList<>();
    private boolean open = true;

    OdooTransaction(Store store, OdooVersion version, OdooRecord.Scope scope, Row.Stamp stamp) {
        this.store = store;
        this.version = version;
        this.scope = scope;
        this.stamp = stamp;
    }

    /**
     * Creates a record.
     *
     * @param model its model
     * @param values by field name; Java types or those of the wire, lists of ids for links; {@code id} sets the id
     * @return its id
     */
    public long create(String model, Map<String, ?> values) {
        Edits edits = edits();
        long id = edits.create(store.required(model), values);
        changes.addAll(edits.changes());
        return id;
    }

    /**
     * Changes records.
     *
     * @param model their model
     * @param ids which ones
     * @param values by field name; may be empty, which still sets the change time
     */
    public void write(String model, Collection<Long> ids, Map<String, ?> values) {
        Edits edits = edits();
        edits.write(store.required(model), List.copyOf(ids), values);
        changes.addAll(edits.changes());
    }

    /**
     * Changes one record.
     *
     * @param model its model
     * @param id which one
     * @param values by field name
     */
    public void write(String model, long id, Map<String, ?> values) {
        write(model, List.of(id), values);
    }

    /**
     * Deletes records.
     *
     * @param model their model
     * @param ids which ones
     */
    public void unlink(String model, Long... ids) {
        unlink(model, List.of(ids));
    }

    /**
     * Deletes records.
     *
     * @param model their model
     * @param ids which ones
     */
    public void unlink(String model, Collection<Long> ids) {
        requireOpen();
        changes.add(new Change.Unlink(store.required(model), List.copyOf(ids)));
    }

    /**
     * Sets only the change time, as only SQL can.
     *
     * @param model the records' model
     * @param ids which ones
     * @param time the new change time, or null to empty it
     */
    public void setWriteDate(String model, Collection<Long> ids, @Nullable Instant time) {
        requireOpen();
        Row.Stamp forced = time == null ? null : new Row.Stamp(Cells.microseconds(time), stamp.user());
        changes.add(new Change.SetStamp(store.required(model), List.copyOf(ids), forced));
    }

    /** Makes the changes visible atomically. */
    public void commit() {
        requireOpen();
        open = false;
        store.commit(changes, stamp);
    }

    /** Discards the changes; the assigned ids stay unused. */
    public void rollback() {
        open = false;
    }

    /** Discards the changes unless they were committed. */
    @Override
    public void close() {
        rollback();
    }

    private Edits edits() {
        requireOpen();
        return new Edits(store, version, scope);
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("The transaction has ended already");
        }
    }
}

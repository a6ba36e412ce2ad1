package io.syncline.testkit.memory;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.ChangeProbe;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.NewestChanges;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.RejectedRecord;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.testkit.CallCounts;
import io.syncline.testkit.PortMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A source whose records tests change. It stamps changes as Odoo does: with the time at which the transaction began, in
 * microseconds inside and cut to whole seconds outside. A change made on the source itself is a transaction of its own;
 * {@link #begin} starts one that commits later.
 *
 * <p>Thread-safe. Deterministic: its clock is its only source of time.
 */
public final class InMemoryRecordSource implements RecordSource, SourceChanges, ChangeProbe {

    private final String name;
    private final Optional<String> database;
    private final InstantSource clock;
    private final PageShape shape;
    private final RowStore store;
    private final Entrance entrance = new Entrance("source");

    InMemoryRecordSource(InMemoryRecordSourceBuilder builder) {
        name = builder.name.or("memory:test");
        database = builder.database.optional();
        clock = builder.clock.or(InstantSource.system());
        shape = builder.pages.or(PageShape.FULL);
        store = new RowStore(builder.models.values());
    }

    private InMemoryRecordSource(InMemoryRecordSource other, String name) {
        this.name = name;
        database = other.database;
        clock = other.clock;
        shape = other.shape;
        store = other.store;
    }

    /**
     * The same records as a source of another name, as after the database moved to another address. Both can be used;
     * closing one does not close the other.
     *
     * @param other a name of 1 to 200 characters
     * @return a source with the same clock and database
     */
    public InMemoryRecordSource named(String other) {
        return new InMemoryRecordSource(this, other);
    }

    /**
     * Starts a source.
     *
     * @return a builder; not thread-safe
     */
    public static InMemoryRecordSourceBuilder builder() {
        return new InMemoryRecordSourceBuilder();
    }

    /**
     * Starts a transaction, whose changes have the present time.
     *
     * @return a transaction, invisible to others until it commits
     */
    public SourceTransaction begin() {
        return new SourceTransaction(store, Row.micros(clock.instant()));
    }

    /**
     * How often the port was called.
     *
     * @return the live counters
     */
    public CallCounts calls() {
        return entrance.calls();
    }

    /**
     * Makes a record undeliverable from now on: pages and reads list it among their rejected records. Its change time
     * stays.
     *
     * @param model the model
     * @param id an existing record
     * @param reason why it cannot be delivered
     */
    public void withhold(ModelName model, RecordId id, String reason) {
        transact(tx -> tx.add(RowChange.ofPresent(model, id, (row, stamp) -> row.withRejection(reason))));
    }

    /**
     * Makes a record deliverable again. Its change time stays.
     *
     * @param model the model
     * @param id an existing record
     */
    public void deliver(ModelName model, RecordId id) {
        transact(tx -> tx.add(RowChange.ofPresent(model, id, (row, stamp) -> row.withRejection(null))));
    }

    /**
     * Makes a field of a record undeliverable from now on: the record comes without it. Its change time stays.
     *
     * @param model the model
     * @param id an existing record
     * @param field technical name
     * @param reason why it cannot be delivered
     */
    public void withholdField(ModelName model, RecordId id, String field, String reason) {
        transact(tx -> tx.add(RowChange.ofPresent(model, id, (row, stamp) -> row.withUnreadable(field, reason))));
    }

    /**
     * Makes a field of a record deliverable again. Its change time stays.
     *
     * @param model the model
     * @param id an existing record
     * @param field technical name
     */
    public void deliverField(ModelName model, RecordId id, String field) {
        transact(tx -> tx.add(RowChange.ofPresent(model, id, (row, stamp) -> row.withUnreadable(field, null))));
    }

    @Override
    public void put(ModelName model, RecordId id, Map<String, FieldValue> fields) {
        transact(tx -> tx.put(model, id, fields));
    }

    @Override
    public void putUndated(ModelName model, RecordId id, Map<String, FieldValue> fields) {
        transact(tx -> tx.putUndated(model, id, fields));
    }

    @Override
    public void update(ModelName model, RecordId id, Map<String, FieldValue> fields) {
        transact(tx -> tx.update(model, id, fields));
    }

    @Override
    public void updateThroughLink(ModelName model, RecordId id, Map<String, FieldValue> fields) {
        transact(tx -> tx.updateThroughLink(model, id, fields));
    }

    @Override
    public void archive(ModelName model, RecordId id) {
        transact(tx -> tx.archive(model, id));
    }

    @Override
    public void unarchive(ModelName model, RecordId id) {
        transact(tx -> tx.unarchive(model, id));
    }

    @Override
    public void delete(ModelName model, RecordId id) {
        transact(tx -> tx.delete(model, id));
    }

    /** Under the store's lock, so that concurrent changes of one record do not conflict. */
    private void transact(Consumer<SourceTransaction> changes) {
        synchronized (store) {
            SourceTransaction transaction = begin();
            changes.accept(transaction);
            transaction.commit();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> database() {
        entrance.enter(PortMethod.SOURCE_DATABASE);
        return database;
    }

    @Override
    public Instant now() {
        entrance.enter(PortMethod.SOURCE_NOW);
        return clock.instant();
    }

    @Override
    public ModelDescription describe(ModelName model) {
        entrance.enter(PortMethod.SOURCE_DESCRIBE);
        return store.read(model, ModelRows::description);
    }

    @Override
    public long count(RecordScope scope) {
        entrance.enter(PortMethod.SOURCE_COUNT);
        return store.read(
                scope.model(), rows -> rows.inScope(scope, IdRange.ALL).count());
    }

    @Override
    public NewestChanges newestChanges(RecordScope scope) {
        entrance.enter(PortMethod.SOURCE_NEWEST_CHANGES);
        RecordScope all = scope.withoutChangeTime();
        return store.read(
                scope.model(),
                rows -> new NewestChanges(
                        rows.newest(all, NEWEST), rows.inScope(all, IdRange.ALL).count()));
    }

    @Override
    public RecordPage page(RecordScope scope, IdRange range, int limit) {
        entrance.enter(PortMethod.SOURCE_PAGE);
        PageShape.Cut cut = cut(scope, range, limit);
        return page(scope, cut.rows(), cut.resumeAfter(), cut.end());
    }

    @Override
    public IdPage ids(RecordScope scope, IdRange range, int limit) {
        entrance.enter(PortMethod.SOURCE_IDS);
        PageShape.Cut cut = cut(scope, range, limit);
        return new IdPage(cut.rows().stream().map(Row::idAndVersion).toList(), cut.resumeAfter(), cut.end());
    }

    private PageShape.Cut cut(RecordScope scope, IdRange range, int limit) {
        Entrance.requirePositive("limit", limit);
        requireFields(scope);
        return shape.cut(
                store.read(
                        scope.model(),
                        rows -> rows.inScope(scope, range).limit(limit + 1L).toList()),
                range,
                limit);
    }

    @Override
    public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
        entrance.enter(PortMethod.SOURCE_READ);
        Entrance.requireFewIds(ids);
        requireFields(scope);
        List<Row> found = store.read(scope.model(), rows -> rows.lookUp(scope, ids));
        return page(scope, found, PageShape.Cut.last(found, Cursor.START), true);
    }

    private static RecordPage page(RecordScope scope, List<Row> rows, Cursor resumeAfter, boolean end) {
        List<SourceRecord> records = new ArrayList<>(rows.size());
        List<RejectedRecord> rejected = new ArrayList<>();
        for (Row row : rows) {
            String rejection = row.rejection();
            if (rejection == null) {
                records.add(row.record(scope.fields()));
            } else {
                rejected.add(row.rejected(rejection));
            }
        }
        return new RecordPage(records, rejected, resumeAfter, end);
    }

    @Override
    public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
        entrance.enter(PortMethod.SOURCE_EXISTING);
        Entrance.requireFewIds(ids);
        return store.read(scope.model(), rows -> rows.lookUp(scope, ids)).stream()
                .map(Row::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        entrance.close();
    }

    private void requireFields(RecordScope scope) {
        store.unknownField(scope.model(), scope.fields()).ifPresent(field -> {
            throw new SetupException("The model " + scope.model() + " has no field '" + field + "'");
        });
    }
}

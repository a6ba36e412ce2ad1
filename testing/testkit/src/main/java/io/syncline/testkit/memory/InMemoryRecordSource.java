package io.syncline.testkit.memory;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A source whose records tests change. It stamps changes as Odoo does: with the time at which the transaction began, in
 * microseconds inside and cut to whole seconds outside. A change made on the source itself is a transaction of its own;
 * {@link #begin} starts one that commits later.
 *
 * <p>Thread-safe. Deterministic: its clock is its only source of time.
 */
public final class InMemoryRecordSource implements RecordSource, SourceChanges {

    private final String name;
    private final InstantSource clock;
    private final PageShape shape;
    private final RowStore store;
    private final Entrance entrance = new Entrance("source");

    private InMemoryRecordSource(Builder builder) {
        name = builder.name;
        clock = builder.clock;
        shape = builder.shape;
        store = new RowStore(builder.models.values());
    }

    /**
     * Starts a source.
     *
     * @return a builder; not thread-safe
     */
    public static Builder builder() {
        return new Builder();
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
        long last = found.isEmpty() ? 0 : found.get(found.size() - 1).id().value();
        return page(scope, found, last, true);
    }

    private static RecordPage page(RecordScope scope, List<Row> rows, long resumeAfter, boolean end) {
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

    /** Builds an {@link InMemoryRecordSource}; not thread-safe. */
    public static final class Builder {

        private String name = "memory:test";
        private InstantSource clock = InstantSource.system();
        private PageShape shape = PageShape.FULL;
        private final Map<ModelName, ModelDescription> models = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Names the source; {@code memory:test} unless set.
         *
         * @param value a name of 1 to 200 characters
         * @return this builder
         */
        public Builder name(String value) {
            if (value.isBlank() || value.length() > 200) {
                throw new IllegalArgumentException("The name of a source has 1 to 200 characters: '" + value + "'");
            }
            name = value;
            return this;
        }

        /**
         * Sets the clock that stamps changes; the system's unless set.
         *
         * @param value a clock that does not show a time before 1970
         * @return this builder
         */
        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        /**
         * Sets how full pages come back; {@link PageShape#FULL} unless set.
         *
         * @param value a shape
         * @return this builder
         */
        public Builder pages(PageShape value) {
            shape = value;
            return this;
        }

        /**
         * Adds a model whose documents are made from all of its fields.
         *
         * @param model its name
         * @param fields its fields
         * @return this builder
         */
        public Builder model(ModelName model, FieldDescription... fields) {
            return model(ModelDescription.builder()
                    .model(model)
                    .addFields(fields)
                    .addAllDefaultFields(
                            Stream.of(fields).map(FieldDescription::name).toList())
                    .build());
        }

        /**
         * Adds a model.
         *
         * @param description what {@link RecordSource#describe} tells of it
         * @return this builder
         * @throws IllegalArgumentException if the source has this model already
         */
        public Builder model(ModelDescription description) {
            if (models.putIfAbsent(description.model(), description) != null) {
                throw new IllegalArgumentException("The model " + description.model() + " was added before");
            }
            return this;
        }

        /**
         * Builds the source, without records.
         *
         * @return the source
         * @throws IllegalStateException if it has no model
         */
        public InMemoryRecordSource build() {
            if (models.isEmpty()) {
                throw new IllegalStateException("A source needs at least one model");
            }
            return new InMemoryRecordSource(this);
        }
    }
}

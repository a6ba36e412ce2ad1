package io.syncline.testkit.memory;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.testkit.CallCounts;
import io.syncline.testkit.PortMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A source of any number of records that are computed from their ids and never stored, for benchmarks. Its one model has
 * the fields {@code name} and {@code description}; the records have {@link SyntheticKeys} and were all changed at one
 * instant, as by a bulk import.
 *
 * <p>Thread-safe. Deterministic.
 */
public final class SyntheticRecordSource implements RecordSource {

    private final ModelDescription description;
    private final SyntheticKeys keys;
    private final long records;
    private final int words;
    private final InstantSource clock;
    private final long version;
    private final Entrance entrance = new Entrance("source");

    SyntheticRecordSource(SyntheticRecordSourceBuilder builder) {
        description = ModelDescription.builder()
                .model(builder.model.or(ModelName.of("synthetic.record")))
                .addFields(new FieldDescription("name", "Name", FieldType.TEXT))
                .addFields(new FieldDescription("description", "Description", FieldType.TEXT))
                .addDefaultFields("name", "description")
                .build();
        keys = builder.keys.or(SyntheticKeys.NUMBERS);
        records = builder.records.or(1_000L);
        words = builder.words.or(40);
        clock = builder.clock.or(InstantSource.system());
        version = builder.importedAt
                .or(Instant.parse("2024-01-01T00:00:00Z"))
                .truncatedTo(ChronoUnit.SECONDS)
                .toEpochMilli();
    }

    /**
     * Starts a source.
     *
     * @return a builder; not thread-safe
     */
    public static SyntheticRecordSourceBuilder builder() {
        return new SyntheticRecordSourceBuilder();
    }

    /**
     * How often the port was called.
     *
     * @return the live counters
     */
    public CallCounts calls() {
        return entrance.calls();
    }

    @Override
    public String name() {
        return "memory:synthetic";
    }

    @Override
    public Instant now() {
        entrance.enter(PortMethod.SOURCE_NOW);
        return clock.instant();
    }

    @Override
    public ModelDescription describe(ModelName model) {
        entrance.enter(PortMethod.SOURCE_DESCRIBE);
        requireModel(model);
        return description;
    }

    @Override
    public long count(RecordScope scope) {
        entrance.enter(PortMethod.SOURCE_COUNT);
        return last(scope, IdRange.ALL);
    }

    @Override
    public RecordPage page(RecordScope scope, IdRange range, int limit) {
        entrance.enter(PortMethod.SOURCE_PAGE);
        Entrance.requirePositive("limit", limit);
        long after = keys.upTo(range.after(), records);
        long last = last(scope, range);
        long end = Math.min(last, after + limit);
        return new RecordPage(
                LongStream.rangeClosed(after + 1, end)
                        .mapToObj(number -> record(scope, keys.id(number)))
                        .toList(),
                position(range, after, end),
                end >= last);
    }

    @Override
    public IdPage ids(RecordScope scope, IdRange range, int limit) {
        entrance.enter(PortMethod.SOURCE_IDS);
        Entrance.requirePositive("limit", limit);
        long after = keys.upTo(range.after(), records);
        long last = last(scope, range);
        long end = Math.min(last, after + limit);
        return new IdPage(
                LongStream.rangeClosed(after + 1, end)
                        .mapToObj(number -> new IdAndVersion(keys.id(number), version))
                        .toList(),
                position(range, after, end),
                end >= last);
    }

    @Override
    public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
        entrance.enter(PortMethod.SOURCE_READ);
        List<SourceRecord> found = existingOf(scope, ids).stream()
                .sorted()
                .map(id -> record(scope, id))
                .toList();
        Cursor last = found.isEmpty()
                ? Cursor.START
                : Cursor.after(found.get(found.size() - 1).id());
        return new RecordPage(found, last, true);
    }

    @Override
    public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
        entrance.enter(PortMethod.SOURCE_EXISTING);
        return existingOf(scope, ids);
    }

    private Set<RecordId> existingOf(RecordScope scope, Collection<RecordId> ids) {
        Entrance.requireFewIds(ids);
        requireModel(scope.model());
        return ids.stream().filter(this::exists).collect(Collectors.toUnmodifiableSet());
    }

    private boolean exists(RecordId id) {
        long upTo = keys.upTo(Cursor.after(id), records);
        return upTo > 0 && keys.id(upTo).equals(id);
    }

    @Override
    public void close() {
        entrance.close();
    }

    /** The number of the last record of a listing, or of the one before its range if there is none. */
    private long last(RecordScope scope, IdRange range) {
        requireModel(scope.model());
        boolean unchanged = scope.changedSince()
                .map(lower -> lower.toEpochMilli() > version)
                .orElse(false);
        return keys.upTo(unchanged ? range.after() : range.upTo(), records);
    }

    private Cursor position(IdRange range, long after, long end) {
        return end > after ? Cursor.after(keys.id(end)) : range.after();
    }

    private SourceRecord record(RecordScope scope, RecordId id) {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        for (String field : scope.fields()) {
            fields.put(field, new FieldValue.Text(text(field, keys.number(id))));
        }
        return new SourceRecord(id, version, fields);
    }

    private String text(String field, long id) {
        return switch (field) {
            case "name" -> "Record " + id;
            case "description" -> SyntheticText.of(id, words);
            default -> throw new SetupException("The model " + description.model() + " has no field '" + field + "'");
        };
    }

    private void requireModel(ModelName model) {
        if (!model.equals(description.model())) {
            throw new SetupException("There is no model " + model + "; the source has " + description.model());
        }
    }
}

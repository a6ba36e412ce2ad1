package io.syncline.testkit.memory;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.contract.IdKind;
import io.syncline.testkit.contract.RecordSourceFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An in-memory source, bare or wrapped, with gaps in its ids. */
public final class MemorySourceFixture implements RecordSourceFixture {

    private static final ModelName MODEL = ModelName.of("res.partner");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T14:05:24.896486Z"));
    private final InMemoryRecordSource memory;
    private final RecordSource source;
    private final IdKind kind;
    private long last;

    public MemorySourceFixture() {
        this(PageShape.FULL, true, UnaryOperator.identity());
    }

    public MemorySourceFixture(PageShape shape, boolean changeTime, UnaryOperator<RecordSource> wrapper) {
        this(IdKind.POSITIVE_NUMBERS, shape, changeTime, wrapper);
    }

    public MemorySourceFixture(IdKind kind, PageShape shape) {
        this(kind, shape, true, UnaryOperator.identity());
    }

    private MemorySourceFixture(IdKind kind, PageShape shape, boolean changeTime, UnaryOperator<RecordSource> wrapper) {
        this.kind = kind;
        memory = InMemoryRecordSource.builder()
                .clock(clock)
                .pages(shape)
                .model(ModelDescription.builder()
                        .model(MODEL)
                        .addFields(new FieldDescription("name", "Name", FieldType.TEXT))
                        .addDefaultFields("name")
                        .hasChangeTime(changeTime)
                        .build())
                .build();
        source = wrapper.apply(memory);
        create("There before");
    }

    @Override
    public RecordSource source() {
        return source;
    }

    @Override
    public ModelName model() {
        return MODEL;
    }

    @Override
    public String field() {
        return "name";
    }

    @Override
    public RecordId create(String text) {
        RecordId id = nextId();
        memory.put(MODEL, id, name(text));
        return id;
    }

    @Override
    public boolean create(RecordId id, String text) {
        memory.put(MODEL, id, name(text));
        return true;
    }

    @Override
    public RecordId createUndated(String text) {
        RecordId id = nextId();
        memory.putUndated(MODEL, id, name(text));
        return id;
    }

    @Override
    public void update(RecordId id, String text) {
        memory.update(MODEL, id, name(text));
    }

    @Override
    public void archive(RecordId id) {
        memory.archive(MODEL, id);
    }

    @Override
    public void delete(RecordId id) {
        memory.delete(MODEL, id);
    }

    @Override
    public void nextSecond() {
        clock.advance(Duration.ofSeconds(1));
    }

    @Override
    public void close() {
        source.close();
    }

    private RecordId nextId() {
        last += 1 + last % 3;
        return kind.id(last);
    }

    private static Map<String, FieldValue> name(String text) {
        return Map.of("name", new FieldValue.Text(text));
    }
}

package io.syncline.benchmarks;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** Records with the ids from 1 on that share a few prepared field values, so reading them costs almost nothing. */
final class NoOpSource implements RecordSource {

    static final ModelName MODEL = ModelName.of("bench.record");

    private static final long VERSION = 1_700_000_000_000L;

    private final long count;
    private final List<Map<String, FieldValue>> fields;

    NoOpSource(long count, List<String> texts) {
        this.count = count;
        this.fields = texts.stream()
                .map(text -> Map.<String, FieldValue>of("description", new FieldValue.Text(text)))
                .toList();
    }

    @Override
    public String name() {
        return "bench:no-op";
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(VERSION);
    }

    @Override
    public ModelDescription describe(ModelName model) {
        return ModelDescription.builder()
                .model(model)
                .addFields(new FieldDescription("description", "Description", FieldType.TEXT))
                .addDefaultFields("description")
                .build();
    }

    @Override
    public long count(RecordScope scope) {
        return count;
    }

    @Override
    public RecordPage page(RecordScope scope, IdRange range, int limit) {
        long after = after(range);
        long end =
                range.upTo().isEnd() ? count : Math.min(count, range.upTo().id().number());
        long last = Math.min(after + limit, end);
        List<SourceRecord> records = LongStream.rangeClosed(after + 1, last)
                .mapToObj(id -> new SourceRecord(RecordId.of(id), VERSION, fields.get((int) (id % fields.size()))))
                .toList();
        return new RecordPage(records, Cursor.after(last), last == end);
    }

    @Override
    public IdPage ids(RecordScope scope, IdRange range, int limit) {
        long after = after(range);
        long end =
                range.upTo().isEnd() ? count : Math.min(count, range.upTo().id().number());
        long last = Math.min(after + limit, end);
        List<IdAndVersion> ids = LongStream.rangeClosed(after + 1, last)
                .mapToObj(id -> new IdAndVersion(RecordId.of(id), VERSION))
                .toList();
        return new IdPage(ids, Cursor.after(last), last == end);
    }

    private static long after(IdRange range) {
        return range.after().isStart() ? 0 : range.after().id().number();
    }

    @Override
    public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
        throw new UnsupportedOperationException("Nothing fails here");
    }

    @Override
    public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
        return Set.copyOf(ids);
    }

    @Override
    public void close() {}
}

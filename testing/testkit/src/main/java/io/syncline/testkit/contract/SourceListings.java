package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads listings of a source to their end, and checks the rules of every page. */
final class SourceListings {

    private final RecordSourceFixture fixture;

    SourceListings(RecordSourceFixture fixture) {
        this.fixture = fixture;
    }

    RecordScope all() {
        return RecordScope.builder()
                .model(fixture.model())
                .addFields(fixture.field())
                .build();
    }

    RecordScope withoutArchived() {
        return RecordScope.builder()
                .model(fixture.model())
                .addFields(fixture.field())
                .includeArchived(false)
                .build();
    }

    RecordScope changedSince(Instant lower) {
        return RecordScope.builder()
                .model(fixture.model())
                .addFields(fixture.field())
                .changedSince(lower)
                .build();
    }

    List<RecordId> create(int count) {
        List<RecordId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(fixture.create("Text " + i));
        }
        return ids;
    }

    /** The smallest range that holds the ids; it holds only records of the test. */
    static IdRange around(List<RecordId> ids) {
        return new IdRange(RecordIds.before(ids.get(0)), Cursor.after(ids.get(ids.size() - 1)));
    }

    List<SourceRecord> records(RecordScope scope, IdRange range, int limit) {
        List<SourceRecord> records = new ArrayList<>();
        PageWalk walk = new PageWalk(range, limit);
        while (!walk.isOver()) {
            RecordPage page = fixture.source().page(scope, walk.rest(), limit);
            walk.pass(page.records().stream().map(SourceRecord::id).toList(), page.resumeAfter(), page.end());
            assertThat(page.rejected()).as("rejected records").isEmpty();
            records.addAll(page.records());
        }
        return records;
    }

    List<IdAndVersion> ids(RecordScope scope, IdRange range, int limit) {
        List<IdAndVersion> entries = new ArrayList<>();
        PageWalk walk = new PageWalk(range, limit);
        while (!walk.isOver()) {
            IdPage page = fixture.source().ids(scope, walk.rest(), limit);
            walk.pass(page.entries().stream().map(IdAndVersion::id).toList(), page.resumeAfter(), page.end());
            entries.addAll(page.entries());
        }
        return entries;
    }

    List<RecordId> recordIds(RecordScope scope, IdRange range, int limit) {
        return records(scope, range, limit).stream().map(SourceRecord::id).toList();
    }

    SourceRecord read(RecordId id) {
        List<SourceRecord> records = fixture.source().read(all(), List.of(id)).records();
        assertThat(records).as("record " + id).hasSize(1);
        return records.get(0);
    }

    long version(RecordId id) {
        return read(id).version();
    }

    static String text(SourceRecord record, String field) {
        assertThat(record.field(field)).as("value of " + field).isInstanceOf(FieldValue.Text.class);
        return ((FieldValue.Text) record.field(field)).value();
    }

    static List<RecordId> idsOf(Collection<SourceRecord> records) {
        return records.stream().map(SourceRecord::id).toList();
    }
}

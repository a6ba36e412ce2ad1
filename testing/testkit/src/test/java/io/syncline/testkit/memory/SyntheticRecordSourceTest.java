package io.syncline.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.testkit.PortMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SyntheticRecordSourceTest {

    private static final ModelName MODEL = ModelName.of("synthetic.record");
    private static final RecordScope ALL =
            RecordScope.builder().model(MODEL).addFields("name", "description").build();

    private final SyntheticRecordSource source = SyntheticRecordSource.builder()
            .records(1_000_000)
            .words(12)
            .importedAt(Instant.parse("2026-01-01T00:00:00.5Z"))
            .build();

    @Test
    void recordsShouldBeListedToTheLastOne() {
        SyntheticRecordSource small =
                SyntheticRecordSource.builder().records(10).build();
        List<Long> ids = new ArrayList<>();
        Cursor after = Cursor.START;
        RecordPage page;
        do {
            page = small.page(ALL, IdRange.after(after), 4);
            page.records().forEach(record -> ids.add(record.id().number()));
            after = page.resumeAfter();
        } while (!page.end());
        assertThat(ids).isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
        assertThat(small.calls().of(PortMethod.SOURCE_PAGE)).isEqualTo(3);
    }

    @Test
    void recordShouldBeTheSameAtEachReading() {
        SourceRecord record =
                source.read(ALL, List.of(RecordId.of(777_777))).records().get(0);
        assertThat(source.page(ALL, IdRange.of(777_776, 777_777), 10).records()).containsExactly(record);
        assertThat(record.version())
                .isEqualTo(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
        assertThat(record.field("name")).isEqualTo(new FieldValue.Text("Record 777777"));
        assertThat(((FieldValue.Text) record.field("description")).value().split(" "))
                .hasSize(12);
    }

    @Test
    void listingShouldBeEmptyWhenNothingChangedSince() {
        RecordScope changed = RecordScope.builder()
                .from(ALL)
                .changedSince(Instant.parse("2026-01-01T00:00:01Z"))
                .build();
        IdPage page = source.ids(changed, IdRange.ALL, 500);
        assertThat(page.entries()).isEmpty();
        assertThat(page.end()).isTrue();
        assertThat(source.count(changed)).isZero();
        assertThat(source.count(ALL)).isEqualTo(1_000_000);
    }

    @Test
    void onlyItsOwnRecordsShouldExist() {
        assertThat(source.existing(ALL, List.of(RecordId.of(1_000_000), RecordId.of(1_000_001))))
                .containsExactly(RecordId.of(1_000_000));
        assertThat(source.ids(ALL, IdRange.after(Cursor.after(1_000_000)), 10).end())
                .isTrue();
        assertThat(source.ids(ALL, IdRange.after(Cursor.after(Long.MAX_VALUE)), 10)
                        .entries())
                .isEmpty();
    }

    @Test
    void textsShouldBeListedInTheirOrder() {
        SyntheticRecordSource texts = SyntheticRecordSource.builder()
                .records(100_000)
                .keys(SyntheticKeys.TEXTS)
                .build();
        RecordId id = RecordId.of("00000000-0000-7000-8000-000000000100");
        IdPage page = texts.ids(ALL, IdRange.after(Cursor.after(id)), 300);
        List<RecordId> ids = page.entries().stream().map(IdAndVersion::id).toList();
        assertThat(ids).hasSize(300).isSorted().doesNotHaveDuplicates();
        assertThat(ids.get(0)).isEqualTo(RecordId.of("00000000-0000-7000-8000-000000000101"));
        assertThat(page.resumeAfter()).isEqualTo(Cursor.after(ids.get(299)));
        assertThat(texts.existing(ALL, List.of(id, RecordId.of(256), RecordId.of("0"))))
                .containsExactly(id);
        assertThat(((FieldValue.Text)
                                texts.read(ALL, List.of(id)).records().get(0).field("name"))
                        .value())
                .isEqualTo("Record 256");
    }

    @Test
    void unknownModelsAndFieldsShouldBeRefused() {
        assertThatThrownBy(() -> source.describe(ModelName.of("res.partner"))).isInstanceOf(SetupException.class);
        RecordScope scope =
                RecordScope.builder().model(MODEL).addFields("color").build();
        assertThatThrownBy(() -> source.page(scope, IdRange.ALL, 1))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("color");
    }
}

package io.syncline.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.FieldValue;
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
        long after = 0;
        RecordPage page;
        do {
            page = small.page(ALL, IdRange.after(after), 4);
            page.records().forEach(record -> ids.add(record.id().value()));
            after = page.resumeAfter();
        } while (!page.end());
        assertThat(ids).isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
        assertThat(small.calls().of(PortMethod.SOURCE_PAGE)).isEqualTo(3);
    }

    @Test
    void recordShouldBeTheSameAtEachReading() {
        SourceRecord record =
                source.read(ALL, List.of(RecordId.of(777_777))).records().get(0);
        assertThat(source.page(ALL, new IdRange(777_776, 777_777), 10).records())
                .containsExactly(record);
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
        assertThat(source.ids(ALL, IdRange.after(1_000_000), 10).end()).isTrue();
        assertThat(source.ids(ALL, IdRange.after(Long.MAX_VALUE), 10).entries()).isEmpty();
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

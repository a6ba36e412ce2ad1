package io.syncline.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.RejectedRecord;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.PortMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryRecordSourceTest {

    private static final ModelName MODEL = ModelName.of("res.partner");
    private static final Instant START = Instant.parse("2026-11-23T14:05:24.896486Z");
    private static final RecordScope ALL =
            RecordScope.builder().model(MODEL).addFields("name").build();

    private final ManualClock clock = new ManualClock(START);
    private final InMemoryRecordSource source = source(PageShape.FULL);

    private InMemoryRecordSource source(PageShape shape) {
        return InMemoryRecordSource.builder()
                .clock(clock)
                .pages(shape)
                .model(MODEL, new FieldDescription("name", "Name", FieldType.TEXT))
                .build();
    }

    @Test
    void versionShouldBeCutToWholeSeconds() {
        source.put(MODEL, RecordId.of(1), name("A"));
        assertThat(ids(source, ALL))
                .containsExactly(new IdAndVersion(
                        RecordId.of(1), Instant.parse("2026-11-23T14:05:24Z").toEpochMilli()));
        assertThat(source.now()).as("the clock itself is not cut").isEqualTo(START);
    }

    @Test
    void changesOfATransactionShouldHaveTheTimeOfItsBegin() {
        SourceTransaction slow = source.begin();
        clock.advance(Duration.ofMinutes(3));
        source.put(MODEL, RecordId.of(2), name("Fast"));
        slow.put(MODEL, RecordId.of(1), name("Slow"));
        assertThat(ids(source, ALL)).as("before the commit").hasSize(1);
        slow.commit();
        assertThat(ids(source, ALL)).extracting(IdAndVersion::id).containsExactly(RecordId.of(1), RecordId.of(2));
        assertThat(ids(source, since(START.plusSeconds(60))))
                .as("it is not among the changes since it began")
                .extracting(IdAndVersion::id)
                .containsExactly(RecordId.of(2));
    }

    @Test
    void transactionShouldNotCommitWhenAnotherChangedItsRecord() {
        source.put(MODEL, RecordId.of(1), name("A"));
        SourceTransaction slow = source.begin();
        slow.update(MODEL, RecordId.of(1), name("Slow"));
        assertThat(slow.conflicts()).isFalse();
        source.update(MODEL, RecordId.of(1), name("Fast"));
        assertThat(slow.conflicts()).isTrue();
        assertThatThrownBy(slow::commit).isInstanceOf(IllegalStateException.class);
        assertThat(text(1)).isEqualTo("Fast");
        assertThatThrownBy(slow::rollback).as("it is over").isInstanceOf(IllegalStateException.class);
    }

    @Test
    void transactionShouldChangeNothingWhenOneOfItsChangesIsImpossible() {
        SourceTransaction transaction = source.begin();
        transaction.put(MODEL, RecordId.of(1), name("A"));
        transaction.delete(MODEL, RecordId.of(2));
        assertThatThrownBy(transaction::commit)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("record 2");
        assertThat(ids(source, ALL)).isEmpty();
    }

    @Test
    void transactionShouldSeeItsOwnChanges() {
        SourceTransaction transaction = source.begin();
        transaction.put(MODEL, RecordId.of(1), name("A"));
        transaction.update(MODEL, RecordId.of(1), name("B"));
        transaction.put(MODEL, RecordId.of(2), name("C"));
        transaction.delete(MODEL, RecordId.of(2));
        transaction.commit();
        assertThat(text(1)).isEqualTo("B");
        assertThat(ids(source, ALL)).hasSize(1);
    }

    @Test
    void nothingShouldChangeWhenATransactionIsRolledBack() {
        SourceTransaction transaction = source.begin();
        transaction.put(MODEL, RecordId.of(1), name("A"));
        transaction.rollback();
        assertThat(ids(source, ALL)).isEmpty();
    }

    @Test
    void versionShouldNotFallWhenTheClockStepsBack() {
        source.put(MODEL, RecordId.of(1), name("A"));
        long before = ids(source, ALL).get(0).version();
        clock.advance(Duration.ofHours(-1));
        source.update(MODEL, RecordId.of(1), name("B"));
        assertThat(ids(source, ALL).get(0).version()).isEqualTo(before);
    }

    @Test
    void recordShouldBeAmongTheChangesWhenWhatItShowsChanges() {
        source.put(MODEL, RecordId.of(1), name("A"));
        long version = ids(source, ALL).get(0).version();
        clock.advance(Duration.ofHours(1));
        source.updateThroughLink(MODEL, RecordId.of(1), name("B"));
        assertThat(ids(source, since(START.plusSeconds(60))))
                .as("listed, with its own change time")
                .containsExactly(new IdAndVersion(RecordId.of(1), version));
        assertThat(text(1)).isEqualTo("B");
    }

    @Test
    void recordShouldBeRejectedWhileItIsWithheld() {
        source.put(MODEL, RecordId.of(1), name("A"));
        source.put(MODEL, RecordId.of(2), name("B"));
        source.withhold(MODEL, RecordId.of(1), "No such file");
        RecordPage page = source.page(ALL, IdRange.ALL, 10);
        assertThat(page.rejected()).containsExactly(new RejectedRecord(RecordId.of(1), "No such file"));
        assertThat(page.records()).extracting(record -> record.id()).containsExactly(RecordId.of(2));
        assertThat(source.read(ALL, List.of(RecordId.of(1))).rejected()).hasSize(1);
        assertThat(source.existing(ALL, List.of(RecordId.of(1)))).containsExactly(RecordId.of(1));
        source.deliver(MODEL, RecordId.of(1));
        assertThat(source.page(ALL, IdRange.ALL, 10).rejected()).isEmpty();
    }

    @Test
    void pagesShouldBeShortAndEmptyWithoutBeingTheEnd() {
        assertThat(pageSizes(source(PageShape.FULL))).containsExactly(4, 2);
        assertThat(pageSizes(source(PageShape.SHORT))).containsExactly(2, 2, 2, 0);
        assertThat(pageSizes(source(PageShape.GAPPY))).containsExactly(0, 2, 0, 2, 0, 2, 0);
    }

    private static List<Integer> pageSizes(InMemoryRecordSource source) {
        for (long id = 10; id <= 60; id += 10) {
            source.put(MODEL, RecordId.of(id), name("Record"));
        }
        List<Integer> sizes = new ArrayList<>();
        Cursor after = Cursor.START;
        boolean end = false;
        while (!end) {
            RecordPage page = source.page(ALL, IdRange.after(after), 4);
            sizes.add(page.records().size());
            after = page.resumeAfter();
            end = page.end();
        }
        return sizes;
    }

    @Test
    void sourceOfAnotherNameShouldHaveTheSameRecordsAndDatabase() {
        InMemoryRecordSource old = InMemoryRecordSource.builder()
                .name("memory:127.0.0.1")
                .database("uuid-1")
                .model(MODEL, new FieldDescription("name", "Name", FieldType.TEXT))
                .build();
        InMemoryRecordSource moved = old.named("memory:localhost");
        old.put(MODEL, RecordId.of(7), name("Record"));
        old.close();
        assertThat(moved.name()).isEqualTo("memory:localhost");
        assertThat(moved.database()).contains("uuid-1");
        assertThat(moved.existing(ALL, List.of(RecordId.of(7)))).hasSize(1);
    }

    @Test
    void unknownFieldsShouldBeRefused() {
        RecordScope scope =
                RecordScope.builder().model(MODEL).addFields("color").build();
        assertThatThrownBy(() -> source.page(scope, IdRange.ALL, 10))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("color");
        assertThatThrownBy(() -> source.put(MODEL, RecordId.of(1), Map.of("color", FieldValue.EMPTY)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void brokenPreconditionsShouldBeRefused() {
        List<RecordId> tooMany = Collections.nCopies(1001, RecordId.of(1));
        assertThatThrownBy(() -> source.page(ALL, IdRange.ALL, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> source.read(ALL, tooMany)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> source.existing(ALL, tooMany)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InMemoryRecordSource.builder().build()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void callsShouldBeCounted() {
        source.page(ALL, IdRange.ALL, 10);
        source.page(ALL, IdRange.ALL, 10);
        source.count(ALL);
        assertThat(source.calls().of(PortMethod.SOURCE_PAGE)).isEqualTo(2);
        assertThat(source.calls().total()).isEqualTo(3);
        assertThat(source.calls()).hasToString("{SOURCE_COUNT=1, SOURCE_PAGE=2}");
        source.calls().reset();
        assertThat(source.calls().total()).isZero();
    }

    private static Map<String, FieldValue> name(String text) {
        return Map.of("name", new FieldValue.Text(text));
    }

    private static RecordScope since(Instant time) {
        return RecordScope.builder()
                .from(ALL)
                .changedSince(time.truncatedTo(ChronoUnit.SECONDS))
                .build();
    }

    private static List<IdAndVersion> ids(InMemoryRecordSource source, RecordScope scope) {
        return source.ids(scope, IdRange.ALL, 100).entries();
    }

    private String text(long id) {
        FieldValue value =
                source.read(ALL, List.of(RecordId.of(id))).records().get(0).field("name");
        return ((FieldValue.Text) value).value();
    }
}

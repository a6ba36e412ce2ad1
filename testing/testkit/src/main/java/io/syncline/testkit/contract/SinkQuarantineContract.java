package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.Quarantine;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The contract of sinks that also implement {@link QuarantiningSink}: which records are hidden, and from which calls.
 */
public interface SinkQuarantineContract extends SinkQuarantineGuardContract {

    /** A quarantine that begins later. */
    Quarantine LATER = Quarantine.of(Instant.parse("2026-11-25T08:00:00Z"), Duration.ofDays(1));

    @Test
    default void quarantinedRecordShouldBeHiddenFromSearch() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1).chunk("Hidden", 0).chunk("Hidden too", 10), doc(2).chunk("Found", 40));
        hiding().quarantine(PARTNERS, 2, ids(1), WEEK);
        assertThat(content.search(0, 10)).extracting(hit -> number(hit.id())).containsExactly(2L);
        assertThat(content.searchAll(0, 10)).extracting(hit -> hit.text()).containsExactly("Hidden", "Found");
    }

    @Test
    default void quarantinedRecordsShouldNotCrowdOutTheOthers() {
        SinkContent content = SinkContent.prepared(this);
        for (int id = 1; id <= 60; id++) {
            content.upsert(1, doc(id).chunk("At " + id, id));
        }
        hiding().quarantine(
                        PARTNERS,
                        2,
                        LongStream.rangeClosed(1, 50).mapToObj(this::id).toList(),
                        WEEK);
        assertThat(content.search(0, 3)).extracting(hit -> number(hit.id())).containsExactly(51L, 52L, 53L);
    }

    @Test
    default void quarantinedRecordShouldBeStampedListedAndCounted() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1, 2), doc(2, 1));
        RecordStamp before = content.stamp(1);
        hiding().quarantine(PARTNERS, 3, ids(1), WEEK);
        RecordStamp after = content.stamp(1);
        assertThat(after.quarantine()).as("with its times, to the millisecond").contains(WEEK);
        assertThat(after.intact()).isTrue();
        assertThat(after.storedChunks()).isEqualTo(2);
        assertThat(after.contentHash()).isEqualTo(before.contentHash());
        assertThat(after.sourceVersion()).isEqualTo(before.sourceVersion());
        assertThat(after.epoch()).as("the epoch of the run that hid it").isEqualTo(3);
        assertThat(content.stamp(2).quarantine()).isEmpty();
        assertThat(content.listed(PARTNERS)).containsExactly(1L, 2L);
        assertThat(content.sink().count(PARTNERS)).isEqualTo(2);
    }

    @Test
    default void quarantinedRecordShouldStayInItsFirstQuarantine() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1, 1));
        hiding().quarantine(PARTNERS, 2, ids(1), WEEK);
        hiding().quarantine(PARTNERS, 3, ids(1), LATER);
        assertThat(content.stamp(1).quarantine()).contains(WEEK);
    }

    @Test
    default void liftedRecordShouldBeFoundBySearchAgain() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1).chunk("Back", 0), doc(2).chunk("Hidden", 0));
        hiding().quarantine(PARTNERS, 2, ids(1, 2), WEEK);
        hiding().lift(PARTNERS, 3, ids(1));
        assertThat(content.search(0, 10)).extracting(hit -> hit.text()).containsExactly("Back");
        assertThat(content.stamp(1).quarantine()).isEmpty();
        assertThat(content.stamp(1).epoch())
                .as("the epoch of the run that lifted it")
                .isEqualTo(3);
        hiding().quarantine(PARTNERS, 4, ids(1), LATER);
        assertThat(content.stamp(1).quarantine()).as("quarantined again").contains(LATER);
    }

    @Test
    default void upsertShouldLiftARecord() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1, 1));
        hiding().quarantine(PARTNERS, 2, ids(1), WEEK);
        content.upsert(3, doc(1, 2).hash(2));
        assertThat(content.stamp(1).quarantine()).isEmpty();
        assertThat(content.stamp(1).intact()).isTrue();
        assertThat(quarantined(1)).isEmpty();
    }

    @Test
    default void chunksLeftInQuarantineShouldGoWithTheTrim() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1, 3));
        hiding().quarantine(PARTNERS, 2, ids(1), WEEK);
        content.upsert(3, doc(1, 1).hash(2));
        fixture().sink().trim(PARTNERS, 3, Map.of(id(1), 1));
        assertThat(content.stamp(1).storedChunks()).isEqualTo(1);
        assertThat(content.stamp(1).quarantine()).isEmpty();
    }

    @Test
    default void deletedRecordShouldLeaveNoQuarantine() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1, 2));
        hiding().quarantine(PARTNERS, 2, ids(1), WEEK);
        fixture().sink().delete(PARTNERS, 3, ids(1));
        assertThat(content.listed(PARTNERS)).isEmpty();
        assertThat(quarantined(1)).isEmpty();
        content.upsert(4, doc(1, 2));
        assertThat(content.stamp(1).quarantine()).as("stored again").isEmpty();
    }

    @Test
    default void quarantinedRecordsShouldBeListedByPages() {
        SinkContent content = SinkContent.prepared(this);
        for (int id = 1; id <= 9; id++) {
            content.upsert(1, doc(id, 3));
        }
        content.upsert(SinkContent.BANKS, 1, doc(2, 1));
        hiding().quarantine(PARTNERS, 2, ids(9, 1, 5, 6), WEEK);
        hiding().quarantine(PARTNERS, 2, ids(2), LATER);
        hiding().quarantine(SinkContent.BANKS, 2, ids(2), LATER);
        assertThat(quarantined(100))
                .as("in one page")
                .containsExactly(entry(1, WEEK), entry(2, LATER), entry(5, WEEK), entry(6, WEEK), entry(9, WEEK));
        assertThat(quarantined(1)).as("one by one").isEqualTo(quarantined(100));
        assertThat(quarantined(2)).as("in pairs").isEqualTo(quarantined(100));
        if (fixture().sink().listsInOrder(PARTNERS)) {
            assertThat(hiding().quarantined(PARTNERS, new IdRange(after(1), after(5)), 100)
                            .entries())
                    .as("within a range")
                    .containsExactly(entry(2, LATER), entry(5, WEEK));
        }
    }

    @Test
    default void absentRecordsShouldBeIgnored() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1, 1));
        hiding().quarantine(PARTNERS, 2, ids(7), WEEK);
        hiding().quarantine(PARTNERS, 2, List.of(), WEEK);
        hiding().lift(PARTNERS, 2, ids(1, 7));
        hiding().lift(PARTNERS, 2, List.of());
        assertThat(quarantined(10)).isEmpty();
        assertThat(content.listed(PARTNERS)).containsExactly(1L);
        assertThat(content.stamp(1).quarantine()).isEmpty();
    }

    @Test
    default void quarantineShouldBeThereAfterReopen() {
        SinkContent.prepared(this).upsert(1, doc(1, 1), doc(2, 1));
        hiding().quarantine(PARTNERS, 2, ids(1), WEEK);
        SinkContent content = SinkContent.reopened(this);
        if (can(Capability.DURABILITY)) {
            assertThat(content.stamp(1).quarantine()).contains(WEEK);
            assertThat(content.search(0, 10))
                    .extracting(hit -> number(hit.id()))
                    .containsExactly(2L);
        } else {
            assertThat(content.listed(PARTNERS)).isEmpty();
        }
    }

    private QuarantiningSink hiding() {
        return (QuarantiningSink) fixture().sink();
    }

    private QuarantinePage.Entry entry(long id, Quarantine quarantine) {
        return new QuarantinePage.Entry(id(id), quarantine);
    }

    /** The partners in quarantine, read in pages of a size. */
    private List<QuarantinePage.Entry> quarantined(int limit) {
        List<QuarantinePage.Entry> entries = new ArrayList<>();
        PageWalk walk = SinkContent.prepared(this).walk(PARTNERS, IdRange.ALL, limit);
        while (!walk.isOver()) {
            QuarantinePage page = hiding().quarantined(PARTNERS, walk.rest(), limit);
            walk.pass(page.entries().stream().map(QuarantinePage.Entry::id).toList(), page.resumeAfter(), page.end());
            entries.addAll(page.entries());
        }
        entries.sort(Comparator.comparing(QuarantinePage.Entry::id));
        return entries;
    }
}

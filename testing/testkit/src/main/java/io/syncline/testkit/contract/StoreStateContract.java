package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.StoreContent.PARTNERS;
import static io.syncline.testkit.contract.StoreContent.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.api.RunKind;
import io.syncline.api.SyncType;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One state per model, source and sink, replaced by compare-and-set. */
public interface StoreStateContract extends Contract<MetadataStoreFixture> {

    @Test
    default void unknownModelShouldBeNewWithRevisionZero() {
        assertThat(fixture().store().read(PARTNERS)).isEqualTo(new VersionedState(0, ModelState.NEW));
        assertThat(fixture().store().keys()).isEmpty();
        assertThat(fixture().store().read(PARTNERS))
                .as("reading creates nothing")
                .isEqualTo(new VersionedState(0, ModelState.NEW));
    }

    @Test
    default void everyFieldShouldComeBackAsItWasStored() {
        MetadataStore store = fixture().store();
        VersionedState stored = StoreContent.set(store, PARTNERS, StoreContent.full());
        assertThat(stored.state()).isEqualTo(StoreContent.full());
    }

    @Test
    default void everyKindOfRunShouldComeBackAsItWasStored() {
        MetadataStore store = fixture().store();
        for (RunKind kind : RunKind.values()) {
            Lease lease = Lease.builder()
                    .owner("host")
                    .kind(kind)
                    .startedAt(TIME)
                    .expiresAt(TIME)
                    .build();
            ModelState state = ModelState.builder().epoch(1).lease(lease).build();
            assertThat(StoreContent.set(store, PARTNERS, state).state()).isEqualTo(state);
        }
        for (SyncType type : SyncType.values()) {
            ModelState state = ModelState.builder()
                    .epoch(1)
                    .checkpoint(Checkpoint.builder()
                            .type(type)
                            .cursor(Cursor.START)
                            .sourceStart(TIME)
                            .fingerprint("")
                            .build())
                    .build();
            assertThat(StoreContent.set(store, PARTNERS, state).state()).isEqualTo(state);
        }
    }

    @Test
    default void timesShouldBeCutByLessThanAMillisecondAndNeverRoundedUp() {
        MetadataStore store = fixture().store();
        Instant precise = Instant.parse("2026-11-23T14:05:24.999999999Z");
        ModelState state = ModelState.builder()
                .lastSync(precise)
                .watermark(precise)
                .syncDuration(Duration.ofNanos(1_999_999_999))
                .build();
        ModelState stored = StoreContent.set(store, PARTNERS, state).state();
        assertThat(stored.lastSync().orElseThrow()).isBeforeOrEqualTo(precise).isAfter(precise.minusMillis(1));
        assertThat(stored.watermark().orElseThrow())
                .as("a watermark that is rounded up loses changes")
                .isBeforeOrEqualTo(precise)
                .isAfter(precise.minusMillis(1));
        assertThat(stored.syncDuration()).isBetween(Duration.ofMillis(1_999), Duration.ofMillis(2_000));
    }

    @Test
    default void stateShouldBeReplacedWhole() {
        MetadataStore store = fixture().store();
        StoreContent.set(store, PARTNERS, StoreContent.full());
        ModelState bare = StoreContent.withEpoch(StoreContent.full().epoch() + 1);
        assertThat(StoreContent.set(store, PARTNERS, bare).state())
                .as("no lease, checkpoint or watermark remains")
                .isEqualTo(bare);
    }

    @Test
    default void revisionShouldRiseByOneWithEveryChange() {
        MetadataStore store = fixture().store();
        long last = 0;
        for (int epoch = 0; epoch < 5; epoch++) {
            long revision = StoreContent.set(store, PARTNERS, StoreContent.withEpoch(epoch))
                    .revision();
            assertThat(revision).isEqualTo(last + 1);
            last = revision;
        }
        assertThat(StoreContent.set(store, PARTNERS, StoreContent.withEpoch(4)).revision())
                .as("a change to an equal state")
                .isEqualTo(last + 1);
    }

    @Test
    default void nothingShouldChangeWhenTheRevisionDiffers() {
        MetadataStore store = fixture().store();
        assertThat(store.compareAndSet(PARTNERS, 1, StoreContent.withEpoch(1)))
                .as("there is no state yet")
                .isFalse();
        assertThat(store.keys()).isEmpty();
        StoreContent.set(store, PARTNERS, StoreContent.withEpoch(1));
        VersionedState current = StoreContent.set(store, PARTNERS, StoreContent.withEpoch(2));
        for (long revision : new long[] {0, current.revision() - 1, current.revision() + 1}) {
            assertThat(store.compareAndSet(PARTNERS, revision, StoreContent.withEpoch(3)))
                    .as("revision " + revision)
                    .isFalse();
        }
        assertThat(store.read(PARTNERS)).isEqualTo(current);
    }

    @Test
    default void everyCursorShouldComeBackAsItWasStored() {
        MetadataStore store = fixture().store();
        List<Cursor> cursors = new ArrayList<>(List.of(Cursor.START, Cursor.END));
        for (IdKind kind : IdKind.values()) {
            for (long number : new long[] {1, 2, 3, 4, 5, 6, 9, 12, Long.MAX_VALUE}) {
                cursors.add(Cursor.after(kind.id(number)));
            }
        }
        cursors.add(Cursor.after(RecordId.of("start")));
        cursors.add(Cursor.after(RecordId.of("end")));
        cursors.add(Cursor.after(Long.MIN_VALUE));
        for (Cursor cursor : cursors) {
            ModelState state = ModelState.builder()
                    .epoch(1)
                    .checkpoint(Checkpoint.builder()
                            .from(StoreContent.checkpoint())
                            .cursor(cursor)
                            .build())
                    .build();
            assertThat(StoreContent.set(store, PARTNERS, state).state()).isEqualTo(state);
        }
    }

    @Test
    default void clockShouldNotRunBackwards() {
        Instant first = fixture().store().now();
        assertThat(fixture().store().now()).isAfterOrEqualTo(first);
    }
}

package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.vector.RecordStamp;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The guard: newer points, by epoch or by version within one epoch, are never replaced or deleted. */
public interface SinkGuardContract extends SinkContract {

    @Test
    default void upsertShouldNotReplaceWhatAGreaterEpochWrote() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(5, doc(7).version(10_000).hash(1).chunk("Current", 0));
        RecordStamp before = content.stamp(7);
        assertRefused(() -> content.upsert(4, doc(7).version(20_000).hash(2).chunk("From a lost lease", 0)));
        assertThat(content.stamp(7)).isEqualTo(before);
        assertThat(content.hit(7, 0).text()).isEqualTo("Current");
    }

    @Test
    default void upsertShouldNotReplaceAGreaterVersionOfTheSameEpoch() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(5, doc(7).version(20_000).hash(1).chunk("Current", 0));
        RecordStamp before = content.stamp(7);
        assertRefused(() -> content.upsert(5, doc(7).version(10_000).hash(2).chunk("Overtaken", 0)));
        assertThat(content.stamp(7)).isEqualTo(before);
        assertThat(content.hit(7, 0).text()).isEqualTo("Current");
    }

    @Test
    default void upsertShouldReplaceTheSameVersionOfTheSameEpoch() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(5, doc(7).version(10_000).hash(1).chunk("First", 0));
        content.upsert(5, doc(7).version(10_000).hash(2).chunk("Changed within a second", 0));
        assertThat(content.stamp(7).contentHash()).isEqualTo(SinkDocument.hashOf(2));
        assertThat(content.hit(7, 0).text()).isEqualTo("Changed within a second");
    }

    @Test
    default void upsertShouldReplaceAnyVersionOfASmallerEpoch() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(5, doc(7).version(20_000).hash(1).chunk("Old run", 0));
        content.upsert(6, doc(7).version(10_000).hash(2).chunk("After the source was restored", 0));
        assertThat(content.stamp(7).sourceVersion()).isEqualTo(10_000);
        assertThat(content.stamp(7).epoch()).isEqualTo(6);
        assertThat(content.hit(7, 0).text()).isEqualTo("After the source was restored");
    }

    @Test
    default void upsertShouldRaiseTheEpochWhenTheContentIsTheSame() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(5, doc(7, 2));
        content.upsert(6, doc(7, 2));
        assertThat(content.stamp(7).epoch()).isEqualTo(6);
        assertRefused(() -> content.upsert(5, doc(7, 2).hash(2)));
        assertThat(content.stamp(7).contentHash()).isEqualTo(SinkDocument.hashOf(1));
    }

    @Test
    default void deleteShouldNotTouchWhatAGreaterEpochWrote() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(5, doc(7, 3));
        assertRefused(() -> fixture().sink().delete(PARTNERS, 4, ids(7)));
        assertThat(content.stamp(7).storedChunks()).isEqualTo(3);
        fixture().sink().delete(PARTNERS, 5, ids(7));
        assertThat(content.listed(PARTNERS)).as("deleted by the same epoch").isEmpty();
    }

    @Test
    default void deleteShouldTakeWhatASmallerEpochWrote() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(5, doc(7, 3));
        fixture().sink().delete(PARTNERS, 6, ids(7));
        assertThat(content.listed(PARTNERS)).isEmpty();
    }

    @Test
    default void trimShouldNotTouchWhatAGreaterEpochWrote() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(5, doc(7, 3));
        assertRefused(() -> fixture().sink().trim(PARTNERS, 4, Map.of(id(7), 1)));
        assertThat(content.stamp(7).storedChunks()).isEqualTo(3);
        fixture().sink().trim(PARTNERS, 6, Map.of(id(7), 1));
        assertThat(content.stamp(7).storedChunks())
                .as("trimmed by a greater epoch")
                .isEqualTo(1);
    }

    @Test
    default void guardShouldHoldAfterReopen() {
        SinkContent.prepared(this).upsert(5, doc(7).hash(1).chunk("Current", 0));
        SinkContent content = SinkContent.reopened(this);
        if (can(Capability.DURABILITY)) {
            assertRefused(() -> content.upsert(4, doc(7).hash(2).chunk("From a lost lease", 0)));
            assertThat(content.stamp(7).contentHash()).isEqualTo(SinkDocument.hashOf(1));
        } else {
            assertThat(content.listed(PARTNERS)).isEmpty();
        }
    }

    /** Runs a write that the guard must refuse. */
    private void assertRefused(ThrowingCallable write) {
        if (can(Capability.LOST_RACE_REPORT)) {
            assertThatThrownBy(write).isInstanceOf(LostRaceException.class);
        } else {
            assertThatCode(write).doesNotThrowAnyException();
        }
    }
}

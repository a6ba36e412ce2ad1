package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.Quarantine;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.QuarantiningSink;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The guard of quarantines: a run changes nothing that a later one wrote. A part of {@link SinkQuarantineContract}. */
public interface SinkQuarantineGuardContract extends SinkContract {

    /** A quarantine that all these tests put records into. */
    Quarantine WEEK = Quarantine.of(Instant.parse("2026-11-24T08:00:00.123Z"), Duration.ofDays(7));

    @Test
    default void quarantineShouldNotTouchWhatAGreaterEpochWrote() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(5, doc(1, 2));
        keptOut(() -> hiding().quarantine(PARTNERS, 4, ids(1), WEEK));
        assertThat(content.stamp(1).quarantine()).isEmpty();
        hiding().quarantine(PARTNERS, 5, ids(1), WEEK);
        assertThat(content.stamp(1).quarantine()).as("by the same epoch").contains(WEEK);
    }

    @Test
    default void lateChangeShouldNotUndoTheLaterRun() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1, 1), doc(2, 1));
        hiding().quarantine(PARTNERS, 2, ids(1), WEEK);
        hiding().lift(PARTNERS, 4, ids(1));
        keptOut(() -> hiding().quarantine(PARTNERS, 3, ids(1), WEEK));
        assertThat(content.stamp(1).quarantine()).as("lifted by the later run").isEmpty();
        keptOut(() -> fixture().sink().delete(PARTNERS, 3, ids(1)));
        assertThat(content.listed(PARTNERS)).containsExactly(1L, 2L);
        hiding().quarantine(PARTNERS, 4, ids(2), WEEK);
        keptOut(() -> hiding().lift(PARTNERS, 3, ids(2)));
        assertThat(content.stamp(2).quarantine()).as("hidden by the later run").contains(WEEK);
        keptOut(() -> content.upsert(3, doc(2, 1).hash(2)));
        assertThat(content.stamp(2).quarantine()).as("hidden by the later run").contains(WEEK);
    }

    private QuarantiningSink hiding() {
        return (QuarantiningSink) fixture().sink();
    }

    /** Runs a write that the guard must keep out. */
    private void keptOut(ThrowingCallable write) {
        if (can(Capability.LOST_RACE_REPORT)) {
            assertThatThrownBy(write).isInstanceOf(LostRaceException.class);
        } else {
            assertThatCode(write).doesNotThrowAnyException();
        }
    }
}

package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.ChangeSignals;
import io.syncline.core.port.record.SignalBatch;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link ChangeSignals}. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a signal that never comes
public interface ChangeSignalsContract extends Contract<ChangeSignalsFixture> {

    /** Opens signals, and takes what they report of the time before. */
    private ChangeSignals begun() {
        ChangeSignals signals = fixture().open();
        SignalBatch first = signals.next();
        assertThat(first.missed())
                .as("models whose earlier writes nobody was told of")
                .containsExactly(fixture().model());
        signals.acknowledge(first);
        return signals;
    }

    /** Takes batches until all of some records were reported. */
    private Set<RecordId> take(ChangeSignals signals, Set<RecordId> expected) {
        Set<RecordId> taken = new TreeSet<>();
        while (!taken.containsAll(expected)) {
            SignalBatch batch = signals.next();
            assertThat(batch.isEmpty()).as("an empty batch").isFalse();
            assertThat(batch.missed()).as("%s", batch.warnings()).isEmpty();
            taken.addAll(batch.touched().getOrDefault(fixture().model(), Set.of()));
            signals.acknowledge(batch);
        }
        return taken;
    }

    @Test
    default void firstBatchShouldReportThatEarlierSignalsAreMissing() {
        fixture().create();
        begun();
    }

    @Test
    default void writesShouldBeSignalledOnceCommitted() {
        RecordId changed = fixture().create();
        RecordId deleted = fixture().create();
        ChangeSignals signals = begun();
        RecordId created = fixture().create();
        assertThat(take(signals, Set.of(created))).containsExactly(created);
        fixture().update(changed);
        assertThat(take(signals, Set.of(changed))).containsExactly(changed);
        fixture().delete(deleted);
        assertThat(take(signals, Set.of(deleted))).containsExactly(deleted);
    }

    @Test
    default void writesThatAreRolledBackShouldNotBeSignalled() {
        ChangeSignals signals = begun();
        RecordId never = fixture().createAndRollBack();
        RecordId created = fixture().create();
        assertThat(take(signals, Set.of(created))).doesNotContain(never);
    }

    @Test
    default void batchShouldComeAgainUntilItIsAcknowledged() {
        ChangeSignals signals = begun();
        RecordId first = fixture().create();
        SignalBatch batch = signals.next();
        assertThat(batch.touched().get(fixture().model())).containsExactly(first);
        fixture().create();
        assertThat(signals.next()).isEqualTo(batch);
        assertThat(signals.next()).isEqualTo(batch);
        signals.acknowledge(batch);
    }

    @Test
    default void writesShouldBeSignalledOrReportedAsMissedWhenTheConnectionEnds() {
        ChangeSignals signals = begun();
        fixture().endConnections();
        RecordId created = fixture().create();
        SignalBatch batch = afterTheLoss(signals);
        assertThat(isReported(batch, created)).as("%s", batch).isTrue();
        signals.acknowledge(batch);
        RecordId later = fixture().create();
        take(signals, Set.of(later));
    }

    @Test
    default void batchShouldComeAgainOrBeMissedWhenTheConnectionEndsBeforeItIsAcknowledged() {
        ChangeSignals signals = begun();
        RecordId created = fixture().create();
        signals.next();
        signals.close();
        ChangeSignals reopened = fixture().open();
        assertThat(isReported(reopened.next(), created)).isTrue();
    }

    private boolean isReported(SignalBatch batch, RecordId id) {
        ModelName model = fixture().model();
        return batch.missed().contains(model)
                || batch.touched().getOrDefault(model, Set.of()).contains(id);
    }

    /** The first batch of a new connection. The end of the old one is noticed by a call, and by some only then. */
    private static SignalBatch afterTheLoss(ChangeSignals signals) {
        try {
            return signals.next();
        } catch (TransientException e) {
            return signals.next();
        }
    }

    @Test
    default void largeTransactionShouldBeReportedWhole() {
        ChangeSignals signals = begun();
        fixture().create(5000);
        RecordId last = fixture().create();
        int reported = 0;
        boolean missed = false;
        boolean isLast = false;
        while (!isLast) {
            SignalBatch batch = signals.next();
            Set<RecordId> ids = batch.touched().getOrDefault(fixture().model(), Set.of());
            reported += ids.size();
            missed |= batch.missed().contains(fixture().model());
            isLast = isReported(batch, last) && (ids.contains(last) || missed);
            signals.acknowledge(batch);
        }
        assertThat(missed || reported > 5000)
                .as("all records, or that some are missed")
                .isTrue();
    }

    @Test
    default void closeShouldEndACallThatWaits() throws Exception {
        ChangeSignals signals = begun();
        CompletableFuture<SignalBatch> waiting = CompletableFuture.supplyAsync(signals::next);
        signals.close();
        assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalStateException.class);
        signals.close();
        assertThatThrownBy(signals::next).isInstanceOf(IllegalStateException.class);
    }
}

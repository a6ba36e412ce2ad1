package io.syncline.core.internal.lease;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RunKind;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseManagerTest {

    private static final Duration TTL = Duration.ofSeconds(60);

    private final FakeMetadataStore store = new FakeMetadataStore();
    private long nanos;

    @Test
    void leaseShouldBeGrantedWithAGreaterEpochWhenNobodyHoldsIt() {
        store.replace(ModelState.NEW.toBuilder().epoch(7).build());

        HeldLease lease = granted(acquire("first"));

        assertThat(lease.epoch()).isEqualTo(store.now.toEpochMilli());
        assertThat(store.current.state().lease()).map(Lease::owner).contains("first");
        assertThat(store.current.state().epoch()).isEqualTo(lease.epoch());
    }

    @Test
    void epochShouldRiseByOneWhenTheLastOneIsAheadOfTheClock() {
        long ahead = store.now.plusSeconds(100).toEpochMilli();
        store.replace(ModelState.NEW.toBuilder().epoch(ahead).build());

        assertThat(granted(acquire("first")).epoch()).isEqualTo(ahead + 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {ModelState.MAX_EPOCH, ModelState.MAX_EPOCH + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void epochThatNoRunHasWrittenShouldBeRefusedAndNothingChanged(long epoch) {
        store.replace(ModelState.NEW.toBuilder().epoch(epoch).build());

        assertThatThrownBy(() -> acquire("first"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("res.partner")
                .hasMessageContaining(String.valueOf(epoch));
        assertThat(store.writes).isEmpty();
    }

    @Test
    void clockThatIsCenturiesAheadShouldNotUseUpTheEpochs() {
        store.now = Instant.parse("+10000-01-01T00:00:00Z");
        store.replace(ModelState.NEW.toBuilder().epoch(7).build());

        assertThat(granted(acquire("first")).epoch()).isEqualTo(8);
    }

    @Test
    void holderShouldBeNamedWhileItsLeaseIsValid() {
        acquire("first");
        store.now = store.now.plus(TTL).minusMillis(1);

        Acquisition second = acquire("second");

        assertThat(second.lease()).isNull();
        assertThat(second.other().owner()).isEqualTo("first");
        assertThat(store.current.state().lease()).map(Lease::owner).contains("first");
    }

    @Test
    void runOfAnEarlierVersionShouldBlockWhileItsLeaseIsValid() {
        store.unassigned = earlier(store.now.plusSeconds(1));

        assertThat(acquire("new").other().owner()).isEqualTo("earlier");
        assertThat(store.writes).isEmpty();

        store.now = store.now.plusSeconds(1);
        assertThat(granted(acquire("new")).granted().owner()).isEqualTo("new");
    }

    @Test
    void epochShouldBeGreaterThanThatOfAnEarlierVersion() {
        long ahead = store.now.plusSeconds(100).toEpochMilli();
        store.unassigned = ModelState.NEW.toBuilder().epoch(ahead).build();

        assertThat(granted(acquire("new")).epoch()).isEqualTo(ahead + 1);
    }

    private static ModelState earlier(Instant expiry) {
        Lease lease = Lease.builder()
                .owner("earlier")
                .kind(RunKind.SYNC)
                .startedAt(expiry.minusSeconds(60))
                .expiresAt(expiry)
                .build();
        return ModelState.NEW.toBuilder().lease(lease).build();
    }

    @Test
    void epochShouldBeGreaterThanAFloor() {
        long floor = store.now.plusSeconds(100).toEpochMilli();

        Acquisition acquired = manager().acquire(RunKind.SOURCE_CHANGE, "first", floor, Optional.empty());

        assertThat(granted(acquired).epoch()).isEqualTo(floor + 1);
    }

    @Test
    void leaseOfAClockThatWasAnHourAheadShouldNotBlock() {
        Instant right = store.now;
        store.now = right.plusSeconds(3600);
        long first = granted(acquire("ahead")).epoch();

        store.now = right;

        assertThat(granted(acquire("right")).epoch()).isGreaterThan(first);
    }

    @Test
    void leaseThatIsLittleAheadShouldBlock() {
        store.now = store.now.plus(TTL);
        acquire("ahead");

        store.now = store.now.minus(TTL);

        assertThat(acquire("second").other().owner()).isEqualTo("ahead");
    }

    @Test
    void stateShouldNameTheSink() {
        acquire("first");

        assertThat(store.current.state().sinkName()).contains("file records.db");
    }

    @Test
    void leaseShouldBeTakenOverWhenItHasExpired() {
        long first = granted(acquire("first")).epoch();
        store.now = store.now.plus(TTL);

        Acquisition second = acquire("second");
        assertThat(granted(second).epoch()).isGreaterThan(first);
        assertThat(second.before().lease()).isPresent();
    }

    @Test
    void leaseShouldBeGrantedWhenTheAnswerOfTheStoreIsLost() {
        store.losesAnswers = true;

        assertThat(granted(acquire("first")).granted().owner()).isEqualTo("first");
    }

    @Test
    void holderShouldBeNamedWhenItWasFasterInBetween() {
        store.beforeReplacing = () -> {
            store.beforeReplacing = () -> {};
            acquire("faster");
        };

        assertThat(acquire("slower").other().owner()).isEqualTo("faster");
    }

    @Test
    void acquisitionShouldFailAsTransientWhenTheStateKeepsChanging() {
        store.beforeReplacing = () -> store.replace(store.current.state());

        assertThatThrownBy(() -> acquire("first")).isInstanceOf(TransientException.class);
    }

    @Test
    void fenceShouldPassUntilTheMarginBeforeTheExpiry() {
        HeldLease lease = granted(acquire("first"));

        nanos = TTL.toNanos() * 9 / 10 - 1;
        lease.check();
        nanos++;

        assertThatThrownBy(lease::check).isInstanceOf(LostRaceException.class).hasMessageContaining("res.partner");
    }

    @Test
    void saveShouldRenewTheLeaseFromTheTimeItWasSent() {
        HeldLease lease = granted(acquire("first"));
        nanos = Duration.ofSeconds(50).toNanos();
        store.now = store.now.plusSeconds(50);

        lease.save(state -> state.toBuilder().recordsSynced(3).build(), 3, OptionalLong.of(9));
        nanos += TTL.toNanos() * 9 / 10 - 1;

        lease.check();
        Lease renewed = store.current.state().lease().orElseThrow();
        assertThat(renewed.expiresAt()).isEqualTo(store.now.plus(TTL));
        assertThat(renewed.renewedAt()).contains(store.now);
        assertThat(renewed.done()).isEqualTo(3);
        assertThat(store.current.state().recordsSynced()).isEqualTo(3);
    }

    @Test
    void saveShouldLoseTheRaceWhenAnotherRunHasTakenOver() {
        HeldLease lease = granted(acquire("first"));
        store.now = store.now.plus(TTL);
        acquire("second");

        assertThatThrownBy(() -> lease.save(state -> state, 0, OptionalLong.empty()))
                .isInstanceOf(LostRaceException.class);
        assertThat(store.current.state().lease()).map(Lease::owner).contains("second");
    }

    @Test
    void saveShouldSucceedWhenItsAnswerIsLost() {
        HeldLease lease = granted(acquire("first"));
        store.losesAnswers = true;

        lease.save(state -> state.toBuilder().recordsSynced(1).build(), 1, OptionalLong.empty());

        assertThat(lease.state().recordsSynced()).isEqualTo(1);
    }

    @Test
    void releaseShouldRemoveTheLeaseAndCloseTheFence() {
        HeldLease lease = granted(acquire("first"));

        lease.release(state -> state);

        assertThat(store.current.state().lease()).isEmpty();
        assertThatThrownBy(lease::check).isInstanceOf(LostRaceException.class);
    }

    private LeaseManager manager() {
        return new LeaseManager(store.access(), new LeaseClock(TTL, () -> nanos), "file records.db");
    }

    private Acquisition acquire(String owner) {
        return manager().acquire(RunKind.SYNC, owner, 0, Optional.empty());
    }

    private static HeldLease granted(Acquisition acquisition) {
        return requireNonNull(acquisition.lease());
    }
}

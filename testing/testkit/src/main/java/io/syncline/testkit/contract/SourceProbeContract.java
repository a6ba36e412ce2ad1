package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.ChangeProbe;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.NewestChanges;
import io.syncline.core.port.record.RecordScope;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The cheap question whether a model has changed. */
public interface SourceProbeContract extends Contract<RecordSourceFixture> {

    @Test
    default void probeShouldStayWhenNothingChanges() {
        new SourceListings(fixture()).create(2);
        Optional<NewestChanges> first = probed(true);
        assertThat(first.isPresent()).isEqualTo(can(Capability.CHANGE_PROBE));
        assertThat(probed(true)).isEqualTo(first);
    }

    @Test
    default void probeShouldMoveWithEachChange() {
        List<RecordId> ids = new SourceListings(fixture()).create(3);
        if (!can(Capability.CHANGE_PROBE)) {
            assertThat(probed(true)).isEmpty();
            return;
        }
        NewestChanges created = probed(true).orElseThrow();
        fixture().nextSecond();
        fixture().update(ids.get(1), "Changed");
        NewestChanges changed = probed(true).orElseThrow();
        fixture().delete(ids.get(0));
        NewestChanges deleted = probed(true).orElseThrow();
        fixture().create("One more");
        NewestChanges added = probed(true).orElseThrow();
        assertThat(changed.records()).as("after a change").isEqualTo(created.records());
        assertThat(deleted.records()).as("after a deletion").isEqualTo(created.records() - 1);
        assertThat(added.records()).as("after a creation").isEqualTo(created.records());
        if (can(Capability.CHANGE_TIME)) {
            assertThat(changed).isNotEqualTo(created);
            assertThat(changed.newest().get(0).id()).isEqualTo(ids.get(1));
        }
        assertThat(added).isNotEqualTo(deleted);
    }

    @Test
    default void probeShouldShowTheNewestChangesInOrder() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(ChangeProbe.NEWEST + 3);
        fixture().nextSecond();
        fixture().update(ids.get(0), "Changed");
        List<IdAndVersion> newest = probed(true).map(NewestChanges::newest).orElse(List.of());
        if (!can(Capability.CHANGE_PROBE) || !can(Capability.CHANGE_TIME)) {
            assertThat(newest).isEmpty();
            return;
        }
        assertThat(newest).hasSize(ChangeProbe.NEWEST);
        assertThat(newest.get(0)).isEqualTo(new IdAndVersion(ids.get(0), listings.version(ids.get(0))));
        assertThat(newest).extracting(IdAndVersion::version).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    default void probeShouldCountWhatHasNoChangeTimeAndShowNoneOfIt() {
        if (!can(Capability.CHANGE_PROBE) || !can(Capability.UNDATED_RECORDS)) {
            assertThat(probed(true).isPresent()).isEqualTo(can(Capability.CHANGE_PROBE));
            return;
        }
        new SourceListings(fixture()).create(1);
        NewestChanges before = probed(true).orElseThrow();
        fixture().createUndated("Loaded by other means");
        NewestChanges after = probed(true).orElseThrow();
        assertThat(after.records()).isEqualTo(before.records() + 1);
        assertThat(after.newest()).isEqualTo(before.newest());
    }

    @Test
    default void probeShouldKeepToItsScope() {
        if (!can(Capability.CHANGE_PROBE) || !can(Capability.ARCHIVE)) {
            assertThat(probed(false)).isEqualTo(probed(true));
            return;
        }
        RecordId id = new SourceListings(fixture()).create(1).get(0);
        long all = probed(true).orElseThrow().records();
        long active = probed(false).orElseThrow().records();
        fixture().nextSecond();
        fixture().archive(id);
        assertThat(probed(true).orElseThrow().records()).isEqualTo(all);
        NewestChanges left = probed(false).orElseThrow();
        assertThat(left.records()).isEqualTo(active - 1);
        assertThat(left.newest()).extracting(IdAndVersion::id).doesNotContain(id);
    }

    @Test
    default void probeOfAnUnknownModelShouldBeRefused() {
        RecordScope scope =
                RecordScope.builder().model(fixture().unknownModel()).build();
        if (fixture().source() instanceof ChangeProbe probe) {
            assertThatThrownBy(() -> probe.newestChanges(scope)).isInstanceOf(SetupException.class);
        } else {
            assertThat(can(Capability.CHANGE_PROBE)).isFalse();
        }
    }

    private Optional<NewestChanges> probed(boolean includeArchived) {
        RecordScope scope = RecordScope.builder()
                .model(fixture().model())
                .includeArchived(includeArchived)
                .build();
        return fixture().source() instanceof ChangeProbe probe
                ? Optional.of(probe.newestChanges(scope))
                : Optional.empty();
    }
}

package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Archived records, which still exist. */
public interface SourceArchiveContract extends Contract<RecordSourceFixture> {

    @Test
    default void archivedRecordsShouldBeInScopeUnlessTheyAreLeftOut() {
        List<RecordId> ids = new SourceListings(fixture()).create(4);
        if (can(Capability.ARCHIVE)) {
            fixture().archive(ids.get(1));
            assertListed(ids, List.of(ids.get(0), ids.get(2), ids.get(3)));
        } else {
            assertThatThrownBy(() -> fixture().archive(ids.get(1))).isInstanceOf(UnsupportedOperationException.class);
            assertListed(ids, ids);
        }
    }

    private void assertListed(List<RecordId> all, List<RecordId> active) {
        SourceListings listings = new SourceListings(fixture());
        assertInScope(listings.all(), all, all);
        assertInScope(listings.withoutArchived(), all, active);
    }

    private void assertInScope(RecordScope scope, List<RecordId> asked, List<RecordId> expected) {
        SourceListings listings = new SourceListings(fixture());
        IdRange range = SourceListings.around(asked);
        assertThat(listings.recordIds(scope, range, 2)).as("page").isEqualTo(expected);
        assertThat(listings.ids(scope, range, 2).stream().map(IdAndVersion::id))
                .as("ids")
                .containsExactlyElementsOf(expected);
        assertThat(SourceListings.idsOf(fixture().source().read(scope, asked).records()))
                .as("read")
                .isEqualTo(expected);
        assertThat(fixture().source().existing(scope, asked)).as("existing").isEqualTo(Set.copyOf(expected));
    }

    @Test
    default void archivingShouldBeAChange() {
        SourceListings listings = new SourceListings(fixture());
        RecordId id = fixture().create("To be archived");
        if (can(Capability.ARCHIVE)) {
            fixture().nextSecond();
            Instant lower = fixture().source().now().truncatedTo(ChronoUnit.SECONDS);
            fixture().nextSecond();
            fixture().archive(id);
            assertThat(listings.recordIds(listings.changedSince(lower), SourceListings.around(List.of(id)), 10))
                    .containsExactly(id);
        } else {
            assertThatThrownBy(() -> fixture().archive(id)).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}

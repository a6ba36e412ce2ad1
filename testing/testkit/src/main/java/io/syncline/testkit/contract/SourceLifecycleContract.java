package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.IdRange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Threads, interruption, and the end of a source. */
public interface SourceLifecycleContract extends Contract<RecordSourceFixture> {

    @Test
    default void sourceShouldServeConcurrentThreads() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(20);
        assertThat(Concurrently.run(
                        6, thread -> listings.recordIds(listings.all(), SourceListings.around(ids), 3 + thread)))
                .allSatisfy(listed -> assertThat(listed).isEqualTo(ids));
    }

    @Test
    default void sourceShouldKeepTheInterruptFlagAndStayUsable() {
        SourceListings listings = new SourceListings(fixture());
        List<RecordId> ids = listings.create(2);
        RecordSource source = fixture().source();
        Interruption.assertFlagPreserved(() -> source.page(listings.all(), SourceListings.around(ids), 10));
        Interruption.assertFlagPreserved(() -> source.existing(listings.all(), ids));
        assertThat(listings.recordIds(listings.all(), SourceListings.around(ids), 10))
                .as("the next call, not interrupted")
                .isEqualTo(ids);
    }

    @Test
    default void sourceShouldFailAfterClose() {
        RecordSource source = fixture().source();
        SourceListings listings = new SourceListings(fixture());
        source.close();
        source.close();
        assertThatThrownBy(() -> source.page(listings.all(), IdRange.ALL, 10)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> source.existing(listings.all(), List.of(RecordId.of(1))))
                .isInstanceOf(RuntimeException.class);
    }
}

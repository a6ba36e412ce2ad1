package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.BANKS;
import static io.syncline.testkit.contract.SinkContent.OTHER_SOURCE;
import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkContent.SCHEMA;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SourceContent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of sinks that also implement {@link SourceCatalog}, apart from {@link SourceRenameContract}. */
public interface SourceCatalogContract extends SourceRenameContract {

    @Test
    default void catalogShouldCreateNoStore() {
        assertThatThrownBy(() -> catalog().identity()).isInstanceOf(MissingStoreException.class);
        assertThatThrownBy(() -> catalog().contents()).isInstanceOf(MissingStoreException.class);
        assertThatThrownBy(() -> fixture().reopen().open(SCHEMA)).isInstanceOf(MissingStoreException.class);
    }

    @Test
    default void catalogShouldListEachModelOfEachSource() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(PARTNERS, 1, doc(1, 3), doc(2, 1), doc(3, 2));
        content.upsert(OTHER_SOURCE, 1, doc(1, 1));
        content.upsert(BANKS, 1, doc(1, 1), doc(9, 2));
        fixture()
                .sink()
                .raiseMark(BANKS, SinkContent.store(fixture().sink()), 0, new SinkMark(3, Optional.of("uuid-1")));
        fixture().sink().raiseMark(PARTNERS, SinkContent.store(fixture().sink()), 0, new SinkMark(3, Optional.empty()));
        List<SourceContent> expected = List.of(
                new SourceContent(PARTNERS, 3, Optional.empty()),
                new SourceContent(BANKS, 2, Optional.of("uuid-1")),
                new SourceContent(OTHER_SOURCE, 1, Optional.empty()));
        assertThat(catalog().contents()).isEqualTo(expected);
        fixture().reopen();
        if (can(Capability.DURABILITY)) {
            assertThat(catalog().contents()).as("not opened").isEqualTo(expected);
        }
    }

    @Test
    default void catalogShouldListEachDatabaseOfASourceOnce() {
        SinkContent content = SinkContent.prepared(this);
        for (var key : List.of(PARTNERS, BANKS, OTHER_SOURCE)) {
            assertThat(catalog().databases(key.source())).isEmpty();
            content.upsert(key, 1, doc(1, 1));
        }
        fixture()
                .sink()
                .raiseMark(PARTNERS, SinkContent.store(fixture().sink()), 0, new SinkMark(3, Optional.of("uuid-1")));
        fixture()
                .sink()
                .raiseMark(BANKS, SinkContent.store(fixture().sink()), 0, new SinkMark(5, Optional.of("uuid-1")));
        assertThat(catalog().databases(OTHER_SOURCE.source())).isEmpty();
        fixture()
                .sink()
                .raiseMark(
                        OTHER_SOURCE, SinkContent.store(fixture().sink()), 0, new SinkMark(3, Optional.of("uuid-2")));
        assertThat(catalog().databases(BANKS.source())).containsExactly("uuid-1");
        assertThat(catalog().databases(OTHER_SOURCE.source())).containsExactly("uuid-2");
    }

    @Test
    default void catalogShouldNotListModelsWithoutPoints() {
        SinkContent content = SinkContent.prepared(this);
        assertThat(catalog().contents()).isEmpty();
        content.upsert(PARTNERS, 1, doc(1, 1));
        fixture().sink().raiseMark(PARTNERS, SinkContent.store(fixture().sink()), 0, new SinkMark(3, Optional.empty()));
        fixture().sink().delete(PARTNERS, 1, ids(1));
        assertThat(catalog().contents()).isEmpty();
    }

    @Test
    default void catalogShouldGiveTheIdentityOfTheStore() {
        assertThat(fixture().sink().prepare(SCHEMA)).isEqualTo(catalog().identity());
    }

    @Test
    default void dropShouldDeletePointsAndMarkOfOneModel() {
        SinkContent content = SinkContent.prepared(this);
        VectorSink sink = fixture().sink();
        for (var key : List.of(PARTNERS, BANKS, OTHER_SOURCE)) {
            content.upsert(key, 5, doc(7, 3), doc(8, 1));
            sink.raiseMark(key, SinkContent.store(sink), 0, new SinkMark(3, Optional.empty()));
        }
        catalog().drop(PARTNERS, 6);
        catalog().drop(PARTNERS, 6);
        assertThat(sink.count(PARTNERS)).isZero();
        assertThat(content.search(0, 10)).isEmpty();
        assertThat(sink.mark(PARTNERS)).isEmpty();
        for (var key : List.of(BANKS, OTHER_SOURCE)) {
            assertThat(content.listed(key)).containsExactly(7L, 8L);
            assertThat(content.stamp(key, 7).storedChunks()).isEqualTo(3);
            assertThat(sink.mark(key)).contains(new SinkMark(3, Optional.empty()));
        }
    }

    @Test
    default void dropShouldDeleteTheMarkWhenThereAreNoPoints() {
        SinkContent.prepared(this);
        fixture().sink().raiseMark(PARTNERS, SinkContent.store(fixture().sink()), 0, new SinkMark(3, Optional.empty()));
        catalog().drop(PARTNERS, 1);
        assertThat(fixture().sink().mark(PARTNERS)).isEmpty();
    }

    @Test
    default void dropShouldBeRefusedWhenANewerRunHasStoredPoints() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(9, doc(7, 2));
        assertThatThrownBy(() -> catalog().drop(PARTNERS, 8)).isInstanceOf(LostRaceException.class);
        assertThat(content.listed(PARTNERS)).containsExactly(7L);
        assertThat(content.stamp(7).storedChunks()).isEqualTo(2);
    }

    @Test
    default void dropShouldWorkWithoutOpen() {
        SinkContent.prepared(this).upsert(1, doc(7, 1));
        if (can(Capability.DURABILITY)) {
            fixture().reopen();
        }
        catalog().drop(PARTNERS, 2);
        assertThat(catalog().contents()).isEmpty();
    }

    @Test
    default void renameShouldBeRefusedWhenTheNewNameHasOtherRecords() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(PARTNERS, 1, doc(7, 1), doc(8, 1));
        content.upsert(OTHER_SOURCE, 1, doc(7, 1).hash(2), doc(9, 1));
        assertThatThrownBy(() -> catalog().rename(PARTNERS, OTHER_SOURCE.source(), 2))
                .isInstanceOf(SetupException.class);
        assertThat(content.listed(PARTNERS)).containsExactly(7L, 8L);
        assertThat(content.listed(OTHER_SOURCE)).containsExactly(7L, 9L);
    }
}

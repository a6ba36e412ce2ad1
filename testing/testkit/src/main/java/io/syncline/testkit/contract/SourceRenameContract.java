package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.BANKS;
import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkContent.SCHEMA;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SourceContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Renaming a source. A part of {@link SourceCatalogContract}. */
public interface SourceRenameContract extends SinkContract {

    /** What the source of the partners is renamed to. */
    ModelKey RENAMED = new ModelKey("test:new name", PARTNERS.model());

    /** The sink under test by its second interface. */
    default SourceCatalog catalog() {
        VectorSink sink = fixture().sink();
        assertThat(sink).isInstanceOf(SourceCatalog.class);
        return (SourceCatalog) sink;
    }

    @Test
    default void renameShouldMoveEverythingAsItIs() {
        SinkContent content = SinkContent.prepared(this);
        VectorSink sink = fixture().sink();
        content.upsert(
                3,
                doc(6, 3).hash(6),
                doc(7).payload(Map.of("city", "Köln")).chunk("Grüße", 0).version(1_700_000_009_000L),
                doc(8, 2).fingerprint("fp-8"));
        content.upsert(BANKS, 3, doc(7, 1));
        sink.raiseMark(PARTNERS, SinkContent.store(sink), 0, new SinkMark(5, Optional.of("uuid-1")));
        var stamps = sink.stamps(PARTNERS, ids(6, 7, 8));
        List<SinkHit> hits = search(PARTNERS.source());
        catalog().rename(PARTNERS, RENAMED.source(), 4);
        assertThat(sink.stamps(RENAMED, ids(6, 7, 8))).isEqualTo(stamps);
        assertThat(search(RENAMED.source())).isEqualTo(hits);
        assertThat(sink.mark(RENAMED)).contains(new SinkMark(5, Optional.of("uuid-1")));
        assertThat(sink.count(PARTNERS)).isZero();
        assertThat(sink.mark(PARTNERS)).isEmpty();
        assertThat(catalog().contents())
                .containsExactly(
                        new SourceContent(RENAMED, 3, Optional.of("uuid-1")),
                        new SourceContent(BANKS, 1, Optional.empty()));
    }

    @Test
    default void renamedRecordsShouldBeWrittenUnderTheNewName() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(3, doc(6, 3), doc(7, 2));
        catalog().rename(PARTNERS, RENAMED.source(), 4);
        content.upsert(RENAMED, 5, doc(6, 1).hash(2), doc(8, 1));
        fixture().sink().trim(RENAMED, 5, Map.of(id(6), 1));
        fixture().sink().delete(RENAMED, 5, ids(7));
        assertThat(content.listed(RENAMED)).containsExactly(6L, 8L);
        assertThat(content.stamp(RENAMED, 6).storedChunks()).isEqualTo(1);
        content.upsert(PARTNERS, 6, doc(7, 1));
        assertThat(content.listed(PARTNERS)).as("the old name, used again").containsExactly(7L);
        assertThat(content.listed(RENAMED)).containsExactly(6L, 8L);
    }

    @Test
    default void renameShouldBeRepeatable() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(3, doc(6, 3), doc(7, 2));
        fixture().sink().raiseMark(PARTNERS, SinkContent.store(fixture().sink()), 0, new SinkMark(5, Optional.empty()));
        catalog().rename(PARTNERS, RENAMED.source(), 4);
        catalog().rename(PARTNERS, RENAMED.source(), 4);
        assertThat(content.listed(RENAMED)).containsExactly(6L, 7L);
        assertThat(fixture().sink().mark(RENAMED)).contains(new SinkMark(5, Optional.empty()));
    }

    /** What a rename that was killed leaves: some of the points under both names. */
    @Test
    default void renameShouldContinueAmongItsOwnCopies() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(3, doc(6, 3), doc(7, 2), doc(8, 1));
        content.upsert(RENAMED, 3, doc(7, 2));
        catalog().rename(PARTNERS, RENAMED.source(), 4);
        assertThat(content.listed(RENAMED)).containsExactly(6L, 7L, 8L);
        assertThat(content.listed(PARTNERS)).isEmpty();
        assertThat(content.stamp(RENAMED, 6).intact()).isTrue();
        assertThat(content.stamp(RENAMED, 7).storedChunks()).isEqualTo(2);
    }

    @Test
    default void renameShouldMoveTheMarkWhenThereAreNoPoints() {
        SinkContent content = SinkContent.prepared(this);
        SinkMark mark = new SinkMark(5, Optional.of("uuid-1"));
        content.upsert(3, doc(6, 1));
        fixture().sink().raiseMark(PARTNERS, SinkContent.store(fixture().sink()), 0, mark);
        fixture().sink().delete(PARTNERS, 3, ids(6));
        catalog().rename(PARTNERS, RENAMED.source(), 4);
        assertThat(fixture().sink().mark(RENAMED)).contains(mark);
        assertThat(fixture().sink().mark(PARTNERS)).isEmpty();
    }

    /** An empty model is renamed to one that has points. */
    @Test
    default void renameShouldLeavePointsUnderTheNewNameWhenThereAreNoneUnderTheOldOne() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(RENAMED, 3, doc(6, 2));
        fixture().sink().raiseMark(PARTNERS, SinkContent.store(fixture().sink()), 0, new SinkMark(5, Optional.empty()));
        fixture().sink().raiseMark(RENAMED, SinkContent.store(fixture().sink()), 0, new SinkMark(2, Optional.empty()));
        catalog().rename(PARTNERS, RENAMED.source(), 4);
        assertThat(content.listed(RENAMED)).containsExactly(6L);
        assertThat(fixture().sink().mark(RENAMED)).contains(new SinkMark(5, Optional.empty()));
        assertThat(fixture().sink().mark(PARTNERS)).isEmpty();
    }

    @Test
    default void renameShouldKeepTheGreaterMarkWhenBothNamesHaveOne() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(3, doc(6, 1), doc(7, 1));
        content.upsert(RENAMED, 3, doc(6, 1));
        fixture().sink().raiseMark(PARTNERS, SinkContent.store(fixture().sink()), 0, new SinkMark(5, Optional.empty()));
        fixture()
                .sink()
                .raiseMark(RENAMED, SinkContent.store(fixture().sink()), 0, new SinkMark(8, Optional.of("uuid-1")));
        catalog().rename(PARTNERS, RENAMED.source(), 4);
        assertThat(content.listed(RENAMED)).containsExactly(6L, 7L);
        assertThat(fixture().sink().mark(RENAMED)).contains(new SinkMark(8, Optional.of("uuid-1")));
        assertThat(fixture().sink().mark(PARTNERS)).isEmpty();
        catalog().rename(RENAMED, PARTNERS.source(), 4);
        assertThat(fixture().sink().mark(PARTNERS)).contains(new SinkMark(8, Optional.of("uuid-1")));
    }

    @Test
    default void renameShouldMoveTheQuarantine() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(6, 2), doc(7, 1));
        if (fixture().sink() instanceof QuarantiningSink sink) {
            sink.quarantine(PARTNERS, 2, ids(6), SinkQuarantineGuardContract.WEEK);
            catalog().rename(PARTNERS, RENAMED.source(), 3);
            assertThat(content.stamp(RENAMED, 6).quarantine()).contains(SinkQuarantineGuardContract.WEEK);
            assertThat(content.stamp(RENAMED, 6).intact()).isTrue();
            assertThat(search(RENAMED.source()))
                    .extracting(hit -> number(hit.id()))
                    .containsExactly(7L);
            sink.lift(RENAMED, 4, ids(6));
            assertThat(search(RENAMED.source()))
                    .extracting(hit -> number(hit.id()))
                    .containsOnly(6L, 7L);
        }
    }

    @Test
    default void renameShouldBeRefusedWhenANewerRunHasStoredPointsUnderEitherName() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(9, doc(6, 1), doc(7, 1));
        assertThatThrownBy(() -> catalog().rename(PARTNERS, RENAMED.source(), 8))
                .isInstanceOf(LostRaceException.class);
        content.upsert(BANKS, 3, doc(6, 1));
        content.upsert(new ModelKey(RENAMED.source(), BANKS.model()), 9, doc(6, 1));
        assertThatThrownBy(() -> catalog().rename(BANKS, RENAMED.source(), 8)).isInstanceOf(LostRaceException.class);
        assertThat(content.listed(PARTNERS)).containsExactly(6L, 7L);
        assertThat(content.listed(RENAMED)).isEmpty();
        assertThat(content.listed(BANKS)).containsExactly(6L);
    }

    @Test
    default void renameShouldWorkWithoutOpen() {
        SinkContent.prepared(this).upsert(1, doc(7, 1));
        if (can(Capability.DURABILITY)) {
            fixture().reopen();
        }
        catalog().rename(PARTNERS, RENAMED.source(), 2);
        assertThat(catalog().contents()).containsExactly(new SourceContent(RENAMED, 1, Optional.empty()));
        fixture().sink().open(SCHEMA);
        assertThat(fixture().sink().count(RENAMED)).isEqualTo(1);
    }

    private List<SinkHit> search(String source) {
        return fixture()
                .sink()
                .search(SinkQuery.builder()
                        .source(source)
                        .model(PARTNERS.model())
                        .embedding(SinkContent.angle(10))
                        .limit(20)
                        .build());
    }
}

package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.BANKS;
import static io.syncline.testkit.contract.SinkContent.OTHER_SOURCE;
import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.syncline.core.port.HybridSink;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of sinks that also implement {@link HybridSink}: what words find. */
public interface SinkWordsContract extends SinkWordTermsContract {

    @Test
    default void preparedSinkShouldSearchByWords() {
        SinkContent.prepared(this);
        assertThat(words().isHybrid()).isTrue();
        assertThat(found("anything", 10)).isEmpty();
    }

    @Test
    default void wordShouldBeFoundWhateverItsMeaning() {
        SinkContent content = SinkContent.prepared(this);
        for (int id = 1; id <= 40; id++) {
            content.upsert(1, doc(id).chunk("Nothing to see at number " + id, id * 0.1));
        }
        content.upsert(1, doc(50).chunk("Invoice of Wickramasinghe Trading", 180));
        assertThat(found("wickramasinghe", 3)).containsExactly(50L);
    }

    @Test
    default void rareWordShouldCountMoreThanACommonOne() {
        SinkContent content = SinkContent.prepared(this);
        for (int id = 1; id <= 20; id++) {
            content.upsert(1, doc(id).chunk("Quotation for desk number " + id, 0));
        }
        content.upsert(1, doc(30).chunk("Zanzibar cupboard in plain white paint", 0));
        assertThat(found("quotation zanzibar", 5)).first().isEqualTo(30L);
        assertThat(found("quotation zanzibar", 50)).hasSize(21);
    }

    @Test
    default void moreWordsShouldCountMore() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(
                1,
                doc(1).chunk("Steel cabinet with a lock", 0),
                doc(2).chunk("Steel bracket for shelves", 0),
                doc(3).chunk("Wooden cabinet with doors", 0),
                doc(4).chunk("Chair without arms", 0));
        List<Long> found = found("steel cabinet", 10);
        assertThat(found).first().isEqualTo(1L);
        assertThat(found).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    default void scoreShouldBeTheCosineOfTheChunkThatHasTheWords() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(
                1,
                doc(7).payload(Map.of("city", "Leeds"))
                        .chunk("First part", 0)
                        .chunk("Second part about Zanzibar", 60)
                        .chunk("Third part", 10));
        List<SinkHit> hits = search(PARTNERS, "zanzibar", 10, false);
        assertThat(hits).hasSize(1);
        SinkHit hit = hits.get(0);
        assertThat(hit.model()).isEqualTo(PARTNERS.model());
        assertThat(number(hit.id())).isEqualTo(7);
        assertThat(hit.text()).isEqualTo("Second part about Zanzibar");
        assertThat(hit.chunkIndex()).isEqualTo(1);
        assertThat(hit.payload().values()).containsEntry("city", "Leeds");
        assertThat(hit.score()).isCloseTo(0.5, within(1e-3));
    }

    @Test
    default void wordsShouldFindEachRecordOnce() {
        SinkContent content = SinkContent.prepared(this);
        for (int id = 1; id <= 4; id++) {
            SinkDocument document = doc(id);
            for (int chunk = 0; chunk < 80; chunk++) {
                document.chunk(
                        "Chapter " + chunk + (id == 4 ? " and a great many more words on contract " : " contract ")
                                + id,
                        chunk);
            }
            content.upsert(1, document);
        }
        assertThat(found("contract", 4))
                .as("many chunks of one record do not crowd out the others")
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        assertThat(found("contract", 2)).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    default void replacedWordsShouldNotBeFound() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1).chunk("Zanzibar", 0).chunk("Timbuktu", 0), doc(2).chunk("Other", 0));
        content.upsert(2, doc(1).hash(2).chunk("Colombo", 0));
        assertThat(found("zanzibar", 10)).isEmpty();
        assertThat(found("colombo", 10)).containsExactly(1L);
        content.sink().trim(PARTNERS, 2, Map.of(id(1), 1));
        assertThat(found("timbuktu", 10)).isEmpty();
        assertThat(found("colombo", 10)).containsExactly(1L);
    }

    @Test
    default void deletedWordsShouldNotBeFound() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1).chunk("Zanzibar one", 0), doc(2).chunk("Zanzibar two", 0));
        content.sink().delete(PARTNERS, 2, ids(1));
        assertThat(found("zanzibar", 10)).containsExactly(2L);
        content.upsert(3, doc(1).chunk("Back", 0));
        assertThat(found("zanzibar", 10)).containsExactly(2L);
        assertThat(found("back", 10)).containsExactly(1L);
    }

    @Test
    default void wordsShouldFindOnlyWhatIsSearched() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(PARTNERS, 1, doc(1).chunk("Zanzibar", 0));
        content.upsert(BANKS, 1, doc(2).chunk("Zanzibar", 0));
        content.upsert(OTHER_SOURCE, 1, doc(3).chunk("Zanzibar", 0));
        assertThat(found("zanzibar", 10)).containsExactly(1L);
        assertThat(numbers(search(BANKS, "zanzibar", 10, false))).containsExactly(2L);
        assertThat(numbers(search(OTHER_SOURCE, "zanzibar", 10, false))).containsExactly(3L);
        SinkQuery all = SinkQuery.builder()
                .source(PARTNERS.source())
                .embedding(SinkContent.angle(0))
                .limit(10)
                .build();
        assertThat(numbers(words().searchWords(all, "zanzibar"))).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    default void wordsShouldBeFoundByAReopenedSink() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1).chunk("Zanzibar", 0));
        fixture().reopen();
        if (can(Capability.DURABILITY)) {
            fixture().sink().open(SinkContent.SCHEMA);
            assertThat(words().isHybrid()).isTrue();
            assertThat(found("zanzibar", 10)).containsExactly(1L);
        }
    }

    @Test
    default void wordsOfALostStoreShouldBeLost() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1).chunk("Zanzibar", 0));
        fixture().lose();
        SinkContent.prepared(this);
        assertThat(found("zanzibar", 10)).isEmpty();
    }

    @Test
    default void writesWithoutAnOrderShouldKeepWordsApart() {
        SinkContent content = SinkContent.prepared(this);
        List<SinkDocument> documents = new ArrayList<>();
        for (int id = 1; id <= 30; id++) {
            documents.add(doc(id).chunk("Word" + id + "x shared", 0).chunk("Also" + id + "x shared", 0));
        }
        content.upsert(1, documents.toArray(SinkDocument[]::new));
        for (int id = 1; id <= 30; id += 3) {
            content.sink().delete(PARTNERS, 1, ids(id));
        }
        for (int id = 2; id <= 30; id += 3) {
            content.upsert(2, doc(id).hash(2).chunk("New" + id + "x shared", 0).chunk("Still" + id + "x", 0));
        }
        assertThat(found("word1x also4x", 50)).isEmpty();
        assertThat(found("word5x also5x", 50)).isEmpty();
        assertThat(found("new5x", 50)).containsExactly(5L);
        assertThat(found("word6x", 50)).containsExactly(6L);
        assertThat(found("shared", 50)).hasSize(20);
    }
}

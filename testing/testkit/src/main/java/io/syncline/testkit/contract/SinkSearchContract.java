package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.syncline.core.port.vector.SinkHit;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding the nearest records. */
public interface SinkSearchContract extends SinkContract {

    @Test
    default void searchShouldFindTheNearestFirst() {
        SinkContent content = SinkContent.prepared(this);
        for (int id = 1; id <= 9; id++) {
            content.upsert(1, doc(id).chunk("At " + 10 * id, 10 * id));
        }
        List<SinkHit> hits = content.search(48, 4);
        assertThat(hits).extracting(hit -> number(hit.id())).containsExactly(5L, 4L, 6L, 3L);
        assertThat(hits).extracting(SinkHit::text).containsExactly("At 50", "At 40", "At 60", "At 30");
        assertThat(hits)
                .isSortedAccordingTo(Comparator.comparingDouble(SinkHit::score).reversed());
    }

    @Test
    default void scoreShouldBeTheCosine() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1).chunk("Same direction", SinkContent.angle(0, 5)));
        content.upsert(1, doc(2).chunk("Sixty degrees", SinkContent.angle(60, 0.2)));
        content.upsert(1, doc(3).chunk("Right angle", 90), doc(4).chunk("Opposite", 180));
        assertThat(content.hit(1, 0).score()).isCloseTo(1.0, within(1e-3));
        assertThat(content.hit(2, 0).score()).isCloseTo(0.5, within(1e-3));
        assertThat(content.hit(3, 0).score()).isCloseTo(0.0, within(1e-3));
        assertThat(content.hit(4, 0).score()).isCloseTo(-1.0, within(1e-3));
    }

    @Test
    default void hitShouldNameModelRecordAndChunk() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7).chunk("First", 0).chunk("Second", 40).chunk("Third", 80));
        SinkHit hit = content.hit(7, 41);
        assertThat(hit.model()).isEqualTo(PARTNERS.model());
        assertThat(hit.text()).isEqualTo("Second");
        assertThat(hit.chunkIndex()).isEqualTo(1);
    }

    @Test
    default void searchShouldFindEachRecordOnceByItsBestChunk() {
        SinkContent content = SinkContent.prepared(this);
        for (int id = 1; id <= 4; id++) {
            SinkDocument document = doc(id);
            for (int chunk = 0; chunk < 25; chunk++) {
                document.chunk("Chunk " + chunk + " of " + id, 20 * id + 0.1 * chunk);
            }
            content.upsert(1, document);
        }
        List<SinkHit> hits = content.search(0, 3);
        assertThat(hits)
                .as("many near chunks of one record do not crowd out the others")
                .extracting(hit -> number(hit.id()))
                .containsExactly(1L, 2L, 3L);
        assertThat(hits).extracting(SinkHit::chunkIndex).containsExactly(0, 0, 0);
    }

    @Test
    default void searchShouldReturnNoMoreThanItsLimit() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1, 1), doc(2, 1), doc(3, 1));
        assertThat(content.search(0, 1)).hasSize(1);
        assertThat(content.search(0, 2)).hasSize(2);
        assertThat(content.search(0, 100)).as("more than there are").hasSize(3);
    }

    @Test
    default void searchShouldFindWhatWasWrittenLast() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1).chunk("Before", 0), doc(2).chunk("Other", 30));
        content.upsert(1, doc(1).hash(2).chunk("After", 90));
        assertThat(content.search(0, 1)).extracting(hit -> number(hit.id())).containsExactly(2L);
        assertThat(content.search(90, 1)).extracting(SinkHit::text).containsExactly("After");
    }
}

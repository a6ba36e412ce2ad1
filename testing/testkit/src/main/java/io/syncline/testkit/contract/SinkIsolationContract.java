package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.BANKS;
import static io.syncline.testkit.contract.SinkContent.OTHER_SOURCE;
import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Models and sources in one sink do not see each other, although their record ids are the same. */
public interface SinkIsolationContract extends SinkContract {

    @Test
    default void modelsAndSourcesShouldHaveTheirOwnRecords() {
        SinkContent content = filled();
        for (ModelKey key : List.of(PARTNERS, BANKS, OTHER_SOURCE)) {
            assertThat(content.listed(key)).as("ids of " + key).containsExactly(7L, 8L);
            assertThat(fixture().sink().count(key)).as("count of " + key).isEqualTo(2);
        }
        assertThat(content.stamp(PARTNERS, 7).contentHash()).isEqualTo(SinkDocument.hashOf(1));
        assertThat(content.stamp(BANKS, 7).contentHash()).isEqualTo(SinkDocument.hashOf(2));
        assertThat(content.stamp(OTHER_SOURCE, 7).contentHash()).isEqualTo(SinkDocument.hashOf(3));
    }

    @Test
    default void writesShouldTouchOneModelOnly() {
        SinkContent content = filled();
        content.upsert(PARTNERS, 9, doc(7, 1).hash(4));
        fixture().sink().delete(PARTNERS, 9, ids(8));
        fixture().sink().trim(PARTNERS, 9, Map.of(id(7), 1));
        for (ModelKey key : List.of(BANKS, OTHER_SOURCE)) {
            assertThat(content.listed(key)).as("ids of " + key).containsExactly(7L, 8L);
            assertThat(content.stamp(key, 7).storedChunks())
                    .as("chunks of " + key)
                    .isEqualTo(2);
            assertThat(content.stamp(key, 7).epoch()).as("epoch of " + key).isEqualTo(5);
        }
    }

    @Test
    default void guardShouldConsiderOneModelOnly() {
        SinkContent content = filled();
        content.upsert(PARTNERS, 9, doc(7, 1).hash(4));
        content.upsert(BANKS, 6, doc(7, 1).hash(5));
        assertThat(content.stamp(BANKS, 7).contentHash()).isEqualTo(SinkDocument.hashOf(5));
    }

    @Test
    default void searchShouldKeepToTheSourceAndToTheModelIfOneIsNamed() {
        filled();
        SinkQuery.Builder query = SinkQuery.builder()
                .source(PARTNERS.source())
                .embedding(SinkContent.angle(0))
                .limit(50);
        assertThat(fixture().sink().search(query.build()))
                .as("all models of the source")
                .extracting(SinkHit::text)
                .containsExactlyInAnyOrder("partner 7", "partner 8", "bank 7", "bank 8");
        assertThat(fixture().sink().search(query.model(BANKS.model()).build()))
                .as("one model of the source")
                .extracting(SinkHit::text)
                .containsExactlyInAnyOrder("bank 7", "bank 8");
        assertThat(fixture().sink().search(query.source("test:unknown").build()))
                .as("an unknown source")
                .isEmpty();
    }

    private SinkContent filled() {
        SinkContent content = SinkContent.prepared(this);
        fill(content, PARTNERS, "partner", 1);
        fill(content, BANKS, "bank", 2);
        fill(content, OTHER_SOURCE, "other", 3);
        return content;
    }

    private static void fill(SinkContent content, ModelKey key, String text, int hash) {
        for (long id = 7; id <= 8; id++) {
            content.upsert(
                    key, 5, doc(id).hash(hash).chunk(text + " " + id, 0).chunk(text + " " + id + ", far away", 170));
        }
    }
}

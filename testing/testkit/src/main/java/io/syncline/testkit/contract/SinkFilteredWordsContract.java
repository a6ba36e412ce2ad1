package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.filter.Condition;
import io.syncline.core.port.vector.SinkQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of {@link io.syncline.core.port.HybridSink}s: words of records that a search is limited to. */
public interface SinkFilteredWordsContract extends SinkWordsContract {

    @Test
    default void wordsShouldFindOnlyRecordsThatSatisfyACondition() {
        SinkContent content = SinkContent.prepared(this);
        List<SinkDocument> documents = new ArrayList<>();
        for (int id = 1; id <= 120; id++) {
            String day = id > 119 ? "2026-11-30" : "2026-11-01";
            documents.add(doc(id).payload(Map.of("city", id > 118 ? "Graz" : "Wien", "at", day))
                    .chunk(id > 118 ? "A longer text that has the word contract only once" : "Contract", 0));
        }
        content.upsert(1, documents.toArray(SinkDocument[]::new));
        assertThat(contracts("city = 'Graz'"))
                .as("better hits do not crowd them out")
                .containsExactlyInAnyOrder(119L, 120L);
        assertThat(contracts("at > '2026-11-15'"))
                .as("also if stores cannot express it exactly")
                .containsExactly(120L);
        assertThat(contracts("city = 'Linz'")).isEmpty();
    }

    private List<Long> contracts(String where) {
        SinkQuery query = SinkQuery.builder()
                .source(PARTNERS.source())
                .model(PARTNERS.model())
                .embedding(SinkContent.angle(0))
                .where(Condition.parse(where))
                .limit(2)
                .build();
        return numbers(words().searchWords(query, "contract"));
    }

    @Test
    default void wordsShouldFindOnlyGivenRecords() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1).chunk("Contract", 0), doc(2).chunk("Contract", 0), doc(3).chunk("Contract", 0));
        assertThat(numbers(words().searchWords(
                                SinkQuery.builder()
                                        .source(PARTNERS.source())
                                        .embedding(SinkContent.angle(0))
                                        .records(ids(2, 3))
                                        .limit(5)
                                        .build(),
                                "contract")))
                .containsExactlyInAnyOrder(2L, 3L);
    }
}

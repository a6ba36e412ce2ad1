package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.BANKS;
import static io.syncline.testkit.contract.SinkContent.OTHER_SOURCE;
import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.filter.Condition;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What searches find that are limited by conditions, ids and models. */
public interface SinkFilteredSearchContract extends SinkFilterContract {

    @Test
    default void nearestOfTheMatchingRecordsShouldBeFound() {
        List<Map<String, Object>> payloads = new ArrayList<>();
        for (int i = 1; i <= 400; i++) {
            payloads.add(Map.of("group", i % 100 == 0 ? "rare" : "common", "quote\"d", (long) i));
        }
        SinkFilters filters = SinkFilters.of(this, payloads);
        SinkQuery query =
                filters.query().where(Condition.equal("group", "rare")).limit(3).build();
        List<SinkHit> hits = filters.content().sink().search(query);
        assertThat(hits).as("nearer records do not crowd them out").hasSize(3);
        assertThat(hits).extracting(hit -> number(hit.id())).containsExactly(400L, 300L, 100L);
        assertThat(hits.get(0).payload().values()).containsEntry("group", "rare");
        assertThat(filters.found(filters.query()
                        .where(Condition.parse("group = 'rare' and \"quote\"\"d\" < 250"))
                        .limit(3)))
                .as("also if the filter cannot be expressed")
                .containsExactly(100L, 200L);
    }

    @Test
    default void searchShouldFindOnlyGivenRecords() {
        SinkFilters filters =
                SinkFilters.of(this, Map.of("n", 1L), Map.of("n", 2L), Map.of("n", 3L), Map.of(), Map.of("n", 1L));
        assertThat(filters.found(filters.query().records(ids(2, 4, 9)))).containsExactly(2L, 4L);
        assertThat(filters.found(filters.query().records(ids(1, 2, 5)).where(Condition.equal("n", 1))))
                .containsExactly(1L, 5L);
        assertThat(filters.found(filters.query().records(ids(9)))).isEmpty();
    }

    @Test
    default void searchShouldFindOnlyGivenModels() {
        SinkFilters filters = SinkFilters.of(this, Map.of("n", 1L), Map.of("n", 2L));
        filters.content().upsert(BANKS, 1, doc(3).payload(Map.of("n", 1L)).chunk("Bank", 3));
        filters.content()
                .upsert(OTHER_SOURCE, 1, doc(4).payload(Map.of("n", 1L)).chunk("Other", 4));
        SinkQuery.Builder all = SinkQuery.builder()
                .source(PARTNERS.source())
                .embedding(SinkContent.angle(0))
                .limit(10);
        assertThat(filters.found(all.where(Condition.equal("n", 1)))).containsExactly(1L, 3L);
        assertThat(filters.found(all.models(Set.of(BANKS.model())))).containsExactly(3L);
        assertThat(filters.found(all.models(Set.of(BANKS.model(), PARTNERS.model()))))
                .containsExactly(1L, 3L);
        assertThat(filters.matching("n = 1")).containsExactly(1L);
    }

    @Test
    default void everyChunkOfAMatchingRecordShouldBeSearched() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(
                1,
                doc(1).payload(Map.of("n", 1L)).chunk("Far", 90).chunk("Near", 1),
                doc(2).payload(Map.of("n", 1L)).chunk("Middle", 45),
                doc(3).payload(Map.of("n", 2L)).chunk("Nearest", 0));
        List<SinkHit> hits = content.sink()
                .search(SinkQuery.builder()
                        .source(PARTNERS.source())
                        .model(PARTNERS.model())
                        .embedding(SinkContent.angle(0))
                        .where(Condition.equal("n", 1))
                        .limit(5)
                        .build());
        assertThat(hits).extracting(SinkHit::text).containsExactly("Near", "Middle");
    }

    @Test
    default void replacedPayloadShouldNotMatch() {
        SinkFilters filters = SinkFilters.of(this, Map.of("city", "Graz"), Map.of("city", "Wien"));
        filters.content()
                .upsert(2, doc(1).payload(Map.of("city", "Linz", "n", 7L)).chunk("Moved", 0));
        filters.content().sink().delete(PARTNERS, 2, ids(2));
        assertThat(filters.matching("city in ('Graz', 'Wien')")).isEmpty();
        assertThat(filters.matching("city = 'Linz' and n = 7")).containsExactly(1L);
    }

    @Test
    default void conditionShouldFindWhatAReopenedSinkStores() {
        SinkFilters.of(this, Map.of("parent_id.city", "Graz"), Map.of("parent_id.city", "Wien"));
        fixture().reopen();
        if (can(Capability.DURABILITY)) {
            fixture().sink().open(SinkContent.SCHEMA);
            assertThat(fixture()
                            .sink()
                            .search(SinkQuery.builder()
                                    .source(PARTNERS.source())
                                    .embedding(SinkContent.angle(0))
                                    .where(Condition.parse("parent_id.city = 'Wien'"))
                                    .limit(5)
                                    .build()))
                    .extracting(hit -> number(hit.id()))
                    .containsExactly(2L);
        }
    }

    @Test
    default void storedNamesShouldBeKnown() {
        List<Map<String, Object>> payloads = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            payloads.add(i == 299 ? Map.of("rare", 1L, "quote\"d", 1L) : Map.of("city", "Graz", "a.b", 1L));
        }
        SinkFilters filters = SinkFilters.of(this, payloads);
        filters.content().upsert(BANKS, 1, doc(3).payload(Map.of("iban", "x")).chunk("Bank", 3));
        filters.content()
                .upsert(OTHER_SOURCE, 1, doc(4).payload(Map.of("other", "x")).chunk("Other", 4));
        assertThat(names(Set.of(PARTNERS.model()), Set.of("rare", "quote\"d", "iban", "other", "missing")))
                .contains("rare", "quote\"d")
                .doesNotContain("iban", "other", "missing");
        assertThat(names(Set.of(), Set.of())).contains("city", "a.b").doesNotContain("other");
        assertThat(names(Set.of(), Set.of("iban"))).contains("iban");
        assertThat(names(Set.of(BANKS.model()), Set.of("text", "city"))).containsExactly("iban");
    }

    private Set<String> names(Set<ModelName> models, Set<String> wanted) {
        return fixture().sink().payloadNames(PARTNERS.source(), models, wanted);
    }
}

package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.HybridSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a word in texts and queries, see {@link io.syncline.core.port.words.WordAnalysis}. */
public interface SinkWordTermsContract extends SinkContract {

    @ParameterizedTest
    @CsvSource({
        "E-COM07, Large cabinet [E-COM07] in white",
        "ecom07, Large cabinet [E-COM07] in white",
        "FURN6666, Acoustic screen FURN_6666",
        "jonkoping, Möbler aus Jönköping",
        "STRASSE, An der alten Straße",
        "schrank, Brandschutzschrank mit Türen",
        "Brandschutzschränke, Ein Schrank aus Stahl",
        "batteries, Lithium battery for drills",
        "screen, Acoustic Bloc Screens",
        "Mueller, Schreinerei Müller",
        "Tür, Brandschutztür",
        "ケーブル, USBケーブル 2m",
        "桌, 办公桌",
        "9783161484100, ISBN 978-3-16-148410-0",
    })
    default void wordsShouldBeTermsOfTheAnalysis(String query, String text) {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1).chunk("Something else entirely", 0), doc(2).chunk(text, 90));
        assertThat(found(query, 10)).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "*",
                "( OR )",
                "desk AND",
                "NEAR(desk, 5)",
                "parts:desk",
                "-desk",
                "desk'; DROP TABLE x",
                "?",
                "^desk",
                "{desk}:",
                "\u0000desk",
                "\uD83D\uDE00"
            })
    default void anyCharactersShouldBeAllowedInAQuery(String query) {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1).chunk("A desk", 0), doc(2).chunk("A lamp", 0));
        assertThat(found(query, 10)).isIn(List.of(1L), List.of());
        assertThat(found("desk", 10)).containsExactly(1L);
    }

    /** The sink under test as one that knows words. */
    default HybridSink words() {
        if (fixture().sink() instanceof HybridSink hybrid) {
            return hybrid;
        }
        throw new AssertionError("The sink is no HybridSink");
    }

    /** Hits of a model, with the vector of the angle 0. */
    default List<SinkHit> search(ModelKey key, String query, int limit, boolean withQuarantined) {
        return words().searchWords(
                        SinkQuery.builder()
                                .source(key.source())
                                .model(key.model())
                                .embedding(SinkContent.angle(0))
                                .limit(limit)
                                .includeQuarantined(withQuarantined)
                                .build(),
                        query);
    }

    /** The partners that words find. */
    default List<Long> found(String query, int limit) {
        return numbers(search(PARTNERS, query, limit, false));
    }

    /** The numbers of the records that were found. */
    default List<Long> numbers(List<SinkHit> hits) {
        return hits.stream().map(hit -> number(hit.id())).toList();
    }
}

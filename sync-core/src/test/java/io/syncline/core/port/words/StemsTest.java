package io.syncline.core.port.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StemsTest {

    /** Among them singulars that end as plurals do. */
    private static final String PAIRS = """
            desk desks, battery batteries, box boxes, screen screens, kitchen kitchens, garden gardens, green greens,
            glass glasses, mattress mattresses, address addresses, lens lenses, cookie cookies, movie movies,
            bus buses, class classes, process processes, business businesses, house houses, series series, city cities,
            shelf shelves, knife knives, valve valves, leaf leaves, oven ovens, token tokens, key keys, day days,
            trolley trolleys, shoe shoes, tree trees, coffee coffees, employee employees, tyre tyres, hinge hinges,
            bush bushes, bench benches, pass passes, value values, blue blues, issue issues,
            Tisch Tische, Schraube Schrauben, Tür Türen, Kiste Kisten, Schrank Schränke, Regal Regalen,
            Fenster Fenstern, Kabel Kabeln, Schlüssel Schlüsseln, Rechnung Rechnungen, Kunde Kunden, Frau Frauen,
            Lieferantin Lieferantinnen, Batterie Batterien, Boden Böden, Handy Handys, Gast Gäste,
            bureau bureaux, commande commandes
            """;

    static Stream<String> pairs() {
        return Arrays.stream(PAIRS.strip().split(",\\s+"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void singularAndPluralShouldHaveOneStem(String pair) {
        String[] words = pair.split(" ", -1);
        assertThat(stem(words[0])).isEqualTo(stem(words[1])).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Müller, Mueller",
        "Büro, Buero",
        "Gäste, Gaeste",
        "Köln, Koeln",
        "Türen, Tueren",
        "Schlüssel, Schluessel"
    })
    void umlautsShouldBeTheirDigraphs(String one, String other) {
        assertThat(stem(one)).isEqualTo(stem(other));
    }

    @ParameterizedTest
    @CsvSource({"desk, disk", "order, ordinary", "neuer, neu", "queen, quen", "E46, E4", "1500, 150"})
    void otherWordsShouldHaveOtherStems(String one, String other) {
        assertThat(stem(one)).isNotEqualTo(stem(other));
    }

    private static String stem(String word) {
        return Stems.of(LetterForms.plain(word));
    }
}

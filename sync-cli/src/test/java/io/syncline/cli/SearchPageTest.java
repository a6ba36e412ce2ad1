package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.HitRanks;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SearchHit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The search that {@code docs/operating.md} shows looks as the command prints it. */
class SearchPageTest {

    private static final Path PAGE = Path.of("..", "docs", "operating.md");

    @Test
    void searchOfThePageShouldLookAsItIsPrinted() throws Exception {
        String text = """
                Product: [E-COM07] Large Cabinet
                Product Category: All / Saleable / Office Furniture
                Product Type: Storable Product
                Sales Price: 320 USD""";
        SearchHit hit = new SearchHit(
                ModelName.of("product.template"),
                RecordId.of(12),
                0.61,
                text,
                0,
                Map.of(),
                new HitRanks(OptionalInt.of(2), OptionalInt.of(1)));

        List<String> printed = SearchCommand.lines(List.of(hit));

        assertThat(Files.readAllLines(PAGE))
                .containsSubsequence(printed.stream().map(line -> "    " + line).toList());
    }
}

package io.syncline.pgvector;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.words.WordAnalysis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CollectionScriptsTest {

    /** People run the script by hand, so it names the version. */
    @Test
    void newCollectionShouldHaveTheWordsOfThisRelease() throws IOException {
        try (InputStream script = Objects.requireNonNull(getClass().getResourceAsStream("tables-1.sql"))) {
            assertThat(new String(script.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("('words', '" + WordAnalysis.VERSION + "')");
        }
    }
}

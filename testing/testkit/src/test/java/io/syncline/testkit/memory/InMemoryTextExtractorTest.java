package io.syncline.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.extraction.DocumentFile;
import io.syncline.core.port.extraction.Extraction;
import io.syncline.core.port.extraction.ExtractionSettings;
import io.syncline.core.port.extraction.NoText;
import io.syncline.core.port.extraction.NoTextReason;
import org.junit.jupiter.api.Test;

class InMemoryTextExtractorTest {

    @Test
    void extractShouldReturnWhatWasPreparedForTheName() {
        Extraction encrypted = new NoText(NoTextReason.ENCRYPTED, "application/pdf", "It needs a password");
        try (InMemoryTextExtractor extractor = new InMemoryTextExtractor(ExtractionSettings.defaults())) {
            extractor.returning("contract.pdf", encrypted);
            DocumentFile file = new DocumentFile("contract.pdf", "", () -> {
                throw new AssertionError("The content is not needed");
            });
            assertThat(extractor.extract(file)).isEqualTo(encrypted);
            assertThat(extractor.calls()).isEqualTo(1);
        }
    }
}

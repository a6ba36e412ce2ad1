package io.syncline.testkit.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.TransientException;
import io.syncline.core.port.TextExtractor;
import io.syncline.core.port.extraction.DocumentFile;
import io.syncline.core.port.extraction.NoText;
import io.syncline.core.port.extraction.NoTextReason;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Files without a text, and contents that cannot be read. */
public interface ExtractionRefusalContract extends Contract<TextExtractorFixture> {

    @Test
    default void emptyFileShouldBeReportedAsEmpty() {
        assertThat(ExtractionFiles.refused(fixture().extractor(), ExtractionFiles.text(""))
                        .reason())
                .isEqualTo(NoTextReason.EMPTY);
    }

    @Test
    default void fileOfWhiteSpaceShouldBeReportedAsEmpty() {
        assertThat(ExtractionFiles.refused(fixture().extractor(), ExtractionFiles.text(" \n\t\r\n \u00A0"))
                        .reason())
                .isEqualTo(NoTextReason.EMPTY);
    }

    @Test
    default void unknownKindShouldBeReportedAsUnsupported() {
        byte[] noise = new byte[5000];
        new Random(7).nextBytes(noise);
        noise[0] = 0;
        NoText result = ExtractionFiles.refused(fixture().extractor(), DocumentFile.of("machine.state", "", noise));
        assertThat(result.reason()).isEqualTo(NoTextReason.UNSUPPORTED);
        assertThat(result.detail()).isNotBlank();
    }

    @Test
    default void largeFileShouldBeReportedWithoutReadingItToItsEnd() {
        ExtractionFiles.Endless endless = new ExtractionFiles.Endless();
        NoText result = ExtractionFiles.refused(
                fixture().extractor(), new DocumentFile("endless.txt", "text/plain", () -> endless));
        assertThat(result.reason()).isEqualTo(NoTextReason.TOO_LARGE);
        assertThat(endless.bytesRead()).isLessThan(4 * TextExtractorFixture.SETTINGS.maxFileSize());
        assertThat(endless.isClosed()).isTrue();
    }

    @Test
    default void contentShouldBeOpenedOnce() {
        AtomicInteger opened = new AtomicInteger();
        DocumentFile file = ExtractionFiles.text("once");
        fixture().extractor().extract(new DocumentFile("once.txt", "", () -> {
            opened.incrementAndGet();
            return file.content().open();
        }));
        assertThat(opened).hasValue(1);
    }

    @Test
    default void contentThatCannotBeReadShouldBeATransientFailureWithoutItsWords() {
        TextExtractor extractor = fixture().extractor();
        DocumentFile file = new DocumentFile("salaries-2026.xlsx", "", () -> {
            throw new IOException("salaries-2026.xlsx: stale file handle");
        });
        assertThatThrownBy(() -> extractor.extract(file))
                .isInstanceOf(TransientException.class)
                .message()
                .doesNotContain("salaries");
        assertThat(ExtractionFiles.extracted(extractor, ExtractionFiles.text("still usable"))
                        .text())
                .isEqualTo("still usable");
    }

    @Test
    default void resultsShouldNotShowTheContentWhenPrinted() {
        TextExtractor extractor = fixture().extractor();
        DocumentFile file = DocumentFile.of("confidential.txt", "text/plain", "top secret plan".getBytes(US_ASCII));
        assertThat(extractor.extract(file).toString()).doesNotContain("secret", "confidential");
        assertThat(file.toString()).doesNotContain("secret", "confidential");
    }
}

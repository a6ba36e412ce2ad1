package io.syncline.tika;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.extraction.DocumentFile;
import io.syncline.core.port.extraction.ExtractedText;
import io.syncline.core.port.extraction.Extraction;
import io.syncline.core.port.extraction.ExtractionSettings;
import io.syncline.core.port.extraction.NoText;
import io.syncline.core.port.extraction.NoTextReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files that need a password, are cut short, or unpack to more than the limit; {@link HostileFilesTest} has worse ones. */
class OddFilesTest {

    private static TikaTextExtractor extractor;

    @BeforeAll
    static void open() {
        extractor = TikaTextExtractor.builder()
                .settings(ExtractionSettings.builder()
                        .memory(128L << 20)
                        .maxExpandedSize(8L << 20)
                        .build())
                .build();
    }

    @AfterAll
    static void close() {
        extractor.close();
    }

    private static NoTextReason reason(String name, byte[] content) {
        Extraction result = extractor.extract(DocumentFile.of(name, "", content));
        assertThat(result).as(name).isInstanceOf(NoText.class);
        return ((NoText) result).reason();
    }

    @Test
    void fileWithAPasswordShouldBeEncrypted() {
        assertThat(reason("locked.pdf", PdfSamples.encrypted("open sesame"))).isEqualTo(NoTextReason.ENCRYPTED);
        assertThat(reason("locked.xls", OfficeSamples.encryptedXls())).isEqualTo(NoTextReason.ENCRYPTED);
        assertThat(reason(
                        "locked.docx",
                        OfficeSamples.encrypted(OfficeSamples.docx().content())))
                .isEqualTo(NoTextReason.ENCRYPTED);
    }

    @Test
    void officeFileThatIsCutShortShouldBeBroken() {
        byte[] whole = OfficeSamples.docx().content();

        assertThat(reason("cut.docx", Arrays.copyOf(whole, whole.length / 2))).isEqualTo(NoTextReason.BROKEN);
    }

    @Test
    void archiveThatUnpacksToMoreThanTheLimitShouldBeTooLarge() {
        byte[] bomb =
                new ZipBytes().repeated("zeros.txt", "", 'a', 32L << 20, "").bytes();

        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(reason("zeros.zip", bomb)).isEqualTo(NoTextReason.TOO_LARGE);
    }

    @Test
    void textShouldKeepCharactersOfTwoUnits() {
        String text = "x" + "\uD83D\uDCE6".repeat(9_000);

        Extraction result = extractor.extract(DocumentFile.of("boxes.txt", "", text.getBytes(StandardCharsets.UTF_8)));

        assertThat(result)
                .isInstanceOfSatisfying(
                        ExtractedText.class,
                        found -> assertThat(found.text().equals(text))
                                .as("equal")
                                .isTrue());
    }
}

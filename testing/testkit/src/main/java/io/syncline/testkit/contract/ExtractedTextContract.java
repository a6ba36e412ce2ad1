package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.TextExtractor;
import io.syncline.core.port.extraction.DocumentFile;
import io.syncline.core.port.extraction.ExtractedText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the text of a file looks like. */
public interface ExtractedTextContract extends Contract<TextExtractorFixture> {

    @Test
    default void extractShouldReturnTheTextOfATextFile() {
        ExtractedText result = ExtractionFiles.extracted(
                fixture().extractor(), ExtractionFiles.text("Delivery on Monday.\nTwo pallets of oak."));
        assertThat(result.text()).isEqualTo("Delivery on Monday.\nTwo pallets of oak.");
        assertThat(result.mediaType()).isEqualTo("text/plain");
        assertThat(result.title()).isEmpty();
        assertThat(result.truncated()).isFalse();
    }

    @Test
    default void extractShouldKeepLettersOfAllScripts() {
        String text = "Größe über Maß, naïve façade, Привет мир, 東京タワー, العربية, \uD83D\uDCE6 parcel";
        assertThat(ExtractionFiles.extracted(fixture().extractor(), ExtractionFiles.text(text))
                        .text())
                .isEqualTo(text);
    }

    @Test
    default void extractShouldSeparateParagraphsByOneBlankLine() {
        assertThat(ExtractionFiles.extracted(
                                fixture().extractor(), ExtractionFiles.text("\r\n\r\nfirst\r\n\r\n\r\n\r\nsecond\r\n"))
                        .text())
                .isEqualTo("first\n\nsecond");
    }

    @Test
    default void extractShouldDropControlCharacters() {
        String text = ExtractionFiles.extracted(
                        fixture().extractor(), ExtractionFiles.text("first\u0007 line\u0001\n\u001Bsecond\u0085\tline"))
                .text();
        assertThat(text.chars().filter(one -> Character.isISOControl(one) && one != '\n' && one != '\t'))
                .isEmpty();
        assertThat(text).contains("first line", "second");
    }

    @Test
    default void extractShouldMarkLinesThatOnlyLookLikeHeadings() {
        assertThat(ExtractionFiles.extracted(
                                fixture().extractor(),
                                ExtractionFiles.text("# 12 screws\n#tag\n\\# 13 nuts\nplain # 14"))
                        .text())
                .isEqualTo("\\# 12 screws\n#tag\n\\\\# 13 nuts\nplain # 14");
    }

    @Test
    default void sameFileShouldGiveTheSameText() {
        TextExtractor extractor = fixture().extractor();
        DocumentFile file = ExtractionFiles.text("Invoice 17\n\n3 chairs, 240 EUR");
        assertThat(extractor.extract(file)).isEqualTo(extractor.extract(file));
        assertThat(extractor.fingerprint()).isNotBlank().isEqualTo(extractor.fingerprint());
    }

    @Test
    default void declarationsShouldBeOptional() {
        byte[] content = "Only the content counts".getBytes(StandardCharsets.UTF_8);
        assertThat(ExtractionFiles.extracted(fixture().extractor(), DocumentFile.of("", "", content))
                        .text())
                .isEqualTo("Only the content counts");
    }

    @Test
    default void wrongDeclarationsShouldNotPreventTheText() {
        byte[] content = "Only the content counts".getBytes(StandardCharsets.UTF_8);
        assertThat(ExtractionFiles.extracted(
                                fixture().extractor(),
                                DocumentFile.of("../../\u0000x\nscan.jpeg", "no type; ;", content))
                        .text())
                .isEqualTo("Only the content counts");
    }

    @Test
    default void longTextShouldBeCutAtTheLimit() {
        int limit = TextExtractorFixture.SETTINGS.maxTextLength();
        String text = "x" + "\uD83D\uDCE6".repeat(limit);
        ExtractedText result = ExtractionFiles.extracted(fixture().extractor(), ExtractionFiles.text(text));
        assertThat(result.truncated()).isTrue();
        assertThat(result.text().length()).isBetween(limit - 2, limit);
        assertThat(text.startsWith(result.text())).as("start of the text").isTrue();
        assertThat(Character.isHighSurrogate(result.text().charAt(result.text().length() - 1)))
                .as("half a character at the end")
                .isFalse();
    }

    @Test
    default void textOfExactlyTheLimitShouldBeWhole() {
        String text = "y".repeat(TextExtractorFixture.SETTINGS.maxTextLength());
        ExtractedText result = ExtractionFiles.extracted(fixture().extractor(), ExtractionFiles.text(text));
        assertThat(result.text().equals(text)).as("whole text").isTrue();
        assertThat(result.truncated()).isFalse();
    }
}

package io.syncline.tika;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.extraction.ExtractedText;
import io.syncline.core.port.extraction.Extraction;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes of each kind of document. */
class DocumentKindsTest {

    private static TikaTextExtractor extractor;

    @BeforeAll
    static void open() {
        extractor = TikaTextExtractor.builder().build();
    }

    @AfterAll
    static void close() {
        extractor.close();
    }

    static Stream<Sample> samples() {
        return Stream.of(List.of(PdfSamples.pdf(), MsgSample.msg()), OfficeSamples.all(), TextSamples.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void extractShouldReturnTheLinesOfADocument(Sample sample) {
        ExtractedText text = extracted(sample);
        assertThat(text.text().lines()).containsSubsequence(sample.expected());
        assertThat(text.mediaType()).isEqualTo(sample.mediaType());
        assertThat(text.truncated()).isFalse();
    }

    @Test
    void thereShouldBeTwentyKinds() {
        assertThat(samples().map(Sample::mediaType).distinct()).hasSizeGreaterThanOrEqualTo(20);
    }

    /** What the content is, the content decides. */
    @ParameterizedTest
    @MethodSource("samples")
    void extractShouldNotDependOnTheNameIfTheContentIsClear(Sample sample) {
        if (sample.mediaType().startsWith("text/") || sample.mediaType().equals("application/json")) {
            return;
        }
        assertThat(extracted(sample.named("scan.jpeg")).text().lines()).containsSubsequence(sample.expected());
    }

    @Test
    void titleShouldBeTheOneThatTheDocumentGivesItself() {
        assertThat(extracted(PdfSamples.pdf()).title()).isEqualTo("Invoice 17");
        assertThat(extracted(OfficeSamples.docx()).title()).isEqualTo("Frame contract");
        assertThat(extracted(TextSamples.html()).title()).isEqualTo("Oak");
        assertThat(extracted(TextSamples.eml()).title()).isEqualTo("Größe");
        assertThat(extracted(MsgSample.msg()).title()).isEqualTo("Late delivery");
        assertThat(extracted(TextSamples.epub()).title()).isEqualTo("Trees");
        assertThat(extracted(TextSamples.txt()).title()).isEmpty();
    }

    @Test
    void scriptsAndStylesOfAPageShouldBeLeftOut() {
        assertThat(extracted(TextSamples.html()).text()).doesNotContain("alert", "color");
    }

    private static ExtractedText extracted(Sample sample) {
        Extraction result = extractor.extract(sample.file());
        assertThat(result).as(sample.name()).isInstanceOf(ExtractedText.class);
        return (ExtractedText) result;
    }
}

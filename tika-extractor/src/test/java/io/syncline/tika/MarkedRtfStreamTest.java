package io.syncline.tika;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.extraction.DocumentFile;
import io.syncline.core.port.extraction.ExtractedText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mark of a paragraph stands in front of the first text of an RTF document, and nothing else changes. */
class MarkedRtfStreamTest {

    private static final String HEADER = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}}"
            + "{\\colortbl;\\red1\\green2\\blue3;}{\\stylesheet{\\s0\\pard Normal;}}{\\*\\generator Pen 5;}"
            + "{\\info{\\title A title}}{\\pict\\bin3 }{x0102}";

    private static String marked(String document) throws IOException {
        byte[] bytes = document.getBytes(StandardCharsets.ISO_8859_1);
        return new String(
                new MarkedRtfStream(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\fs24 Oak desk}               | \\fs24 \\pard Oak desk}",
                "Oak\\par desk}                 | \\pard Oak\\par desk}",
                "{\\b Oak} desk}                | {\\b \\pard Oak} desk}",
                "\\'d6l}                        | \\pard \\'d6l}",
                "\\u214?l}                      | \\pard \\u214?l}",
                "\\\\ is a sign}                | \\pard \\\\ is a sign}",
                "\\pard Oak desk}               | \\pard Oak desk}",
                "\\sectd{\\header Top}Oak}      | \\sectd{\\header Top}Oak}",
                "}                              | }",
                "\\f0                           | \\f0",
            })
    void markShouldStandBeforeTheFirstTextWithoutOne(String body, String expected) throws IOException {
        assertThat(marked(HEADER + body)).isEqualTo(HEADER + expected);
    }

    @Test
    void documentThatIsNoneShouldStay() throws IOException {
        String odd = "plain } text { \\";
        assertThat(marked(odd)).isEqualTo(odd);
        assertThat(marked("{".repeat(100_000))).hasSize(100_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\\rtf1\\ansi Offer for an oak desk}                                     | Offer for an oak desk",
                "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0\\fs24 Gr\\'f6\\'dfe XL}        | Größe XL",
                "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\b First} line\\par second line}  | First line second line",
            })
    void textWithoutAMarkShouldBeRead(String document, String text) {
        try (TikaTextExtractor extractor = TikaTextExtractor.builder().build()) {
            byte[] bytes = document.getBytes(StandardCharsets.US_ASCII);
            assertThat(extractor.extract(DocumentFile.of("note.rtf", "application/rtf", bytes)))
                    .isInstanceOfSatisfying(
                            ExtractedText.class,
                            found -> assertThat(found.text().replaceAll("\\s+", " "))
                                    .isEqualTo(text));
        }
    }
}

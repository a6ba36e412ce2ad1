package io.syncline.tika;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.extraction.DocumentFile;
import io.syncline.core.port.extraction.ExtractedText;
import io.syncline.core.port.extraction.Extraction;
import io.syncline.core.port.extraction.ExtractionSettings;
import io.syncline.core.port.extraction.NoText;
import io.syncline.core.port.extraction.NoTextReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are made to exhaust a reader cost one reason each; the next file is read as if nothing had happened. */
@Tag("nightly")
class HostileFilesTest {

    private static final ExtractionSettings SETTINGS = ExtractionSettings.builder()
            .memory(128L << 20)
            .maxExpandedSize(64L << 20)
            .maxTextLength(100_000)
            .build();

    @TempDir
    static Path directory;

    private static TikaTextExtractor extractor;

    @BeforeAll
    static void open() {
        extractor = TikaTextExtractor.builder()
                .settings(SETTINGS)
                .directory(directory)
                .build();
    }

    @AfterAll
    static void close() throws IOException {
        extractor.close();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).as("directories that are left").isEmpty();
        }
    }

    static Stream<Map.Entry<String, byte[]>> bombs() {
        return HostileSamples.bombs().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void bombShouldBeTooLarge(Map.Entry<String, byte[]> bomb) {
        assertThat(refused(bomb.getKey(), bomb.getValue()).reason()).isEqualTo(NoTextReason.TOO_LARGE);
        assertStillReads();
    }

    static Stream<Map.Entry<String, byte[]>> structures() {
        return HostileSamples.structures().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("structures")
    void structureWithoutTextShouldHaveAReason(Map.Entry<String, byte[]> file) {
        NoText result = refused(file.getKey(), file.getValue());
        assertThat(result.reason()).isIn(NoTextReason.BROKEN, NoTextReason.TOO_LARGE, NoTextReason.EMPTY);
        assertThat(result.detail()).doesNotContain("planted");
        assertStillReads();
    }

    static Stream<Map.Entry<String, byte[]>> mixtures() {
        return HostileSamples.mixtures().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("mixtures")
    void mixtureShouldHaveALimitedTextOrAReason(Map.Entry<String, byte[]> file) {
        Extraction result = extractor.extract(DocumentFile.of(file.getKey(), "", file.getValue()));
        if (result instanceof ExtractedText text) {
            assertThat(text.text().length()).isLessThanOrEqualTo(SETTINGS.maxTextLength());
            assertThat(text.text()).doesNotContain("plantedplanted");
        }
        assertStillReads();
    }

    @Test
    void endlessReadingShouldBeTooSlow() {
        ExtractionSettings hasty = ExtractionSettings.builder()
                .timeout(Duration.ofMillis(1500))
                .memory(128L << 20)
                .build();
        try (TikaTextExtractor impatient =
                TikaTextExtractor.builder().settings(hasty).build()) {
            Extraction result = impatient.extract(DocumentFile.of("endless.pdf", "", PdfSamples.exponential(45)));
            assertThat(result).isEqualTo(new NoText(NoTextReason.TOO_SLOW, "", "Reading it took longer than PT1.5S"));
        }
    }

    @Test
    void fileOf200MegabytesShouldBeTooLarge() {
        DocumentFile large = new DocumentFile("large.txt", "text/plain", () -> letters(200L << 20));
        assertThat(extractor.extract(large))
                .isInstanceOfSatisfying(
                        NoText.class, result -> assertThat(result.reason()).isEqualTo(NoTextReason.TOO_LARGE));
    }

    /** With a limit that allows it, the memory of the reader does not grow with the file. */
    @Test
    void textOf200MegabytesShouldBeCutIfTheLimitAllowsTheFile() {
        ExtractionSettings generous = ExtractionSettings.builder()
                .maxTextLength(SETTINGS.maxTextLength())
                .memory(SETTINGS.memory())
                .maxFileSize(256L << 20)
                .build();
        try (TikaTextExtractor patient =
                TikaTextExtractor.builder().settings(generous).build()) {
            Extraction result = patient.extract(new DocumentFile("large.txt", "text/plain", () -> letters(200L << 20)));
            assertThat(result).isInstanceOfSatisfying(ExtractedText.class, text -> {
                assertThat(text.truncated()).isTrue();
                assertThat(text.text().length()).isEqualTo(SETTINGS.maxTextLength());
            });
        }
    }

    private static InputStream letters(long length) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() {
                return left-- > 0 ? 'a' + (int) (left % 26) : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int most) {
                int count = (int) Math.min(left, most);
                for (int i = 0; i < count; i++) {
                    buffer[offset + i] = (byte) read();
                }
                return count == 0 ? -1 : count;
            }
        };
    }

    @Test
    void furtherEmbeddedFilesShouldBeLeftOutBeyondTheLimit() {
        ZipBytes zip = new ZipBytes();
        for (int i = 0; i < 300; i++) {
            zip.add(i + ".txt", "note number " + i);
        }
        assertThat(extractor.extract(DocumentFile.of("notes.zip", "", zip.bytes())))
                .isInstanceOfSatisfying(ExtractedText.class, text -> {
                    assertThat(text.truncated()).isTrue();
                    assertThat(text.text()).contains("note number 99").doesNotContain("note number 100");
                });
    }

    private static NoText refused(String name, byte[] content) {
        assertThat(content.length).as("size of " + name).isLessThan(6 << 20);
        Extraction result = extractor.extract(DocumentFile.of(name, "", content));
        assertThat(result).as(name).isInstanceOf(NoText.class);
        return (NoText) result;
    }

    private static void assertStillReads() {
        DocumentFile file = DocumentFile.of("note.txt", "", "still there".getBytes(StandardCharsets.UTF_8));
        assertThat(extractor.extract(file))
                .isInstanceOfSatisfying(
                        ExtractedText.class, text -> assertThat(text.text()).isEqualTo("still there"));
    }
}

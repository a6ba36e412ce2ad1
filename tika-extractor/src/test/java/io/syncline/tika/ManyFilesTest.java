package io.syncline.tika;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.extraction.DocumentFile;
import io.syncline.core.port.extraction.ExtractedText;
import io.syncline.core.port.extraction.Extraction;
import io.syncline.core.port.extraction.ExtractionSettings;
import io.syncline.core.port.extraction.NoText;
import io.syncline.core.port.extraction.NoTextReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand attachments of more than twenty kinds, among them ones that are cut short, encrypted and made to exhaust a reader, by
 * one process with a heap of 128 MiB: each has a text or a reason.
 */
@Tag("nightly")
class ManyFilesTest {

    private static final int FILES = 1_000;

    private static final ExtractionSettings SETTINGS = ExtractionSettings.builder()
            .memory(128L << 20)
            .maxExpandedSize(64L << 20)
            .maxTextLength(200_000)
            .timeout(Duration.ofMinutes(2))
            .build();

    @TempDir
    Path directory;

    private final Map<NoTextReason, Integer> reasons = new EnumMap<>(NoTextReason.class);
    private final Set<String> kinds = new TreeSet<>();
    private final Map<String, Long> slowest = new HashMap<>();
    private int texts;

    @Test
    void eachFileShouldHaveATextOrAReason(TestReporter reporter) throws IOException {
        List<Sample> samples = Stream.of(
                        List.of(PdfSamples.pdf(), MsgSample.msg()), OfficeSamples.all(), TextSamples.all())
                .flatMap(List::stream)
                .toList();
        List<DocumentFile> odd = oddFiles(samples);
        try (TikaTextExtractor extractor = TikaTextExtractor.builder()
                .settings(SETTINGS)
                .directory(directory)
                .build()) {
            for (int i = 0; i < FILES; i++) {
                boolean isOdd = i % 5 == 0;
                DocumentFile file = isOdd
                        ? odd.get(i / 5 % odd.size())
                        : samples.get(i % samples.size()).file();
                long start = System.nanoTime();
                count(extractor.extract(file));
                slowest.merge(file.name(), System.nanoTime() - start, Math::max);
            }
        }
        reporter.publishEntry("results", texts + " texts of " + kinds.size() + " kinds, without: " + reasons);
        reporter.publishEntry("slowest", slowest());
        assertThat(texts + reasons.values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(FILES);
        assertThat(kinds).as("kinds of files with a text").hasSizeGreaterThanOrEqualTo(20);
        assertThat(texts).isGreaterThanOrEqualTo(FILES * 4 / 5);
        assertThat(reasons).containsKeys(NoTextReason.ENCRYPTED, NoTextReason.TOO_LARGE, NoTextReason.BROKEN);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).as("files that are left").isEmpty();
        }
    }

    private String slowest() {
        return slowest.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(5)
                .map(file ->
                        file.getKey() + " " + Duration.ofNanos(file.getValue()).toMillis() + " ms")
                .collect(Collectors.joining(", "));
    }

    private void count(Extraction result) {
        if (result instanceof ExtractedText text) {
            texts++;
            kinds.add(text.mediaType());
            assertThat(text.text().length()).isLessThanOrEqualTo(SETTINGS.maxTextLength());
        } else {
            reasons.merge(((NoText) result).reason(), 1, Integer::sum);
        }
    }

    private static List<DocumentFile> oddFiles(List<Sample> samples) {
        List<DocumentFile> odd = new ArrayList<>();
        for (Sample sample : samples) {
            byte[] content = sample.content();
            odd.add(DocumentFile.of(sample.name(), "", Arrays.copyOf(content, content.length / 2)));
        }
        odd.add(DocumentFile.of("locked.pdf", "", PdfSamples.encrypted("open sesame")));
        odd.add(DocumentFile.of("locked.xls", "", OfficeSamples.encryptedXls()));
        odd.add(DocumentFile.of(
                "locked.docx", "", OfficeSamples.encrypted(OfficeSamples.docx().content())));
        HostileSamples.bombs().forEach((name, content) -> odd.add(DocumentFile.of(name, "", content)));
        HostileSamples.structures().forEach((name, content) -> odd.add(DocumentFile.of(name, "", content)));
        HostileSamples.mixtures().forEach((name, content) -> odd.add(DocumentFile.of(name, "", content)));
        return odd;
    }
}

package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.failure.TransientException;
import io.syncline.core.port.TextExtractor;
import io.syncline.core.port.extraction.DocumentFile;
import io.syncline.core.port.extraction.ExtractedText;
import io.syncline.core.port.extraction.Extraction;
import io.syncline.core.port.extraction.NoText;
import io.syncline.core.port.extraction.NoTextReason;
import io.syncline.testkit.memory.InMemoryTextExtractor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The contract of text extractors fails for extractors with one defect. */
class TextExtractorContractFailsTest {

    abstract static class Broken implements TextExtractorContract {

        private final InMemoryTextExtractor sound = new InMemoryTextExtractor(TextExtractorFixture.SETTINGS);

        abstract Extraction extract(TextExtractor sound, DocumentFile file) throws IOException;

        @Override
        public TextExtractorFixture fixture() {
            return () -> new TextExtractor() {
                @Override
                public String fingerprint() {
                    return sound.fingerprint();
                }

                @Override
                public Extraction extract(DocumentFile file) {
                    try {
                        return Broken.this.extract(sound, file);
                    } catch (IOException e) {
                        throw new IllegalArgumentException(e);
                    }
                }

                @Override
                public void close() {
                    sound.close();
                }
            };
        }
    }

    static class ReadsAsLatin1 extends Broken {
        @Override
        Extraction extract(TextExtractor sound, DocumentFile file) {
            return sound.extract(new DocumentFile(file.name(), file.mediaType(), () -> {
                try (InputStream in = file.content().open()) {
                    String wrong = new String(in.readNBytes(1_000_000), StandardCharsets.ISO_8859_1);
                    return new ByteArrayInputStream(wrong.getBytes(StandardCharsets.UTF_8));
                }
            }));
        }
    }

    static class SaysEmptyForLargeFiles extends Broken {
        @Override
        Extraction extract(TextExtractor sound, DocumentFile file) {
            Extraction result = sound.extract(file);
            return result instanceof NoText none && none.reason() == NoTextReason.TOO_LARGE
                    ? new NoText(NoTextReason.EMPTY, "", none.detail())
                    : result;
        }
    }

    static class CutsSilently extends Broken {
        @Override
        Extraction extract(TextExtractor sound, DocumentFile file) {
            return sound.extract(file) instanceof ExtractedText text
                    ? new ExtractedText(text.text(), text.title(), text.mediaType(), false)
                    : sound.extract(file);
        }
    }

    static class NamesTheFile extends Broken {
        @Override
        Extraction extract(TextExtractor sound, DocumentFile file) {
            try {
                return sound.extract(file);
            } catch (TransientException e) {
                throw new TransientException(file.name() + " cannot be read", e);
            }
        }
    }

    @Test
    void contractShouldFailWhenTheEncodingIsWrong() {
        assertThat(ContractRun.of(ReadsAsLatin1.class).failed()).contains("extractShouldKeepLettersOfAllScripts");
    }

    @Test
    void contractShouldFailWhenALargeFileIsCalledEmpty() {
        assertThat(ContractRun.of(SaysEmptyForLargeFiles.class).failed())
                .containsExactly("largeFileShouldBeReportedWithoutReadingItToItsEnd");
    }

    @Test
    void contractShouldFailWhenATextIsCutSilently() {
        assertThat(ContractRun.of(CutsSilently.class).failed()).containsExactly("longTextShouldBeCutAtTheLimit");
    }

    @Test
    void contractShouldFailWhenAFailureNamesTheFile() {
        assertThat(ContractRun.of(NamesTheFile.class).failed())
                .containsExactly("contentThatCannotBeReadShouldBeATransientFailureWithoutItsWords");
    }
}

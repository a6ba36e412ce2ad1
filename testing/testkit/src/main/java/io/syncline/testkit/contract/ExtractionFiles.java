package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.TextExtractor;
import io.syncline.core.port.extraction.DocumentFile;
import io.syncline.core.port.extraction.ExtractedText;
import io.syncline.core.port.extraction.Extraction;
import io.syncline.core.port.extraction.NoText;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Files of the contract of extractors, and what comes of them. */
final class ExtractionFiles {

    private ExtractionFiles() {}

    static DocumentFile text(String content) {
        return DocumentFile.of("notes.txt", "text/plain", content.getBytes(StandardCharsets.UTF_8));
    }

    static ExtractedText extracted(TextExtractor extractor, DocumentFile file) {
        Extraction result = extractor.extract(file);
        assertThat(result).isInstanceOf(ExtractedText.class);
        return (ExtractedText) result;
    }

    static NoText refused(TextExtractor extractor, DocumentFile file) {
        Extraction result = extractor.extract(file);
        assertThat(result).isInstanceOf(NoText.class);
        return (NoText) result;
    }

    /** A content that never ends, and counts what was read of it. */
    static final class Endless extends InputStream {

        private long read;
        private boolean closed;

        long bytesRead() {
            return read;
        }

        boolean isClosed() {
            return closed;
        }

        @Override
        public int read() {
            read++;
            return 'a';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            Arrays.fill(buffer, offset, offset + length, (byte) 'a');
            read += length;
            return length;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}

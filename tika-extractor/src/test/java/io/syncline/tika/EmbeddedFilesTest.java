package io.syncline.tika;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.xml.sax.helpers.DefaultHandler;

/** What is opened of the files within a file. */
class EmbeddedFilesTest {

    private static final int MOST = 2;

    private final CollectedText text = new CollectedText(1_000, false);

    /** An archive may have a million entries, and recognising one takes as long as reading a short one. */
    @Test
    void filesBeyondTheLimitShouldNotBeOpened() throws Exception {
        EmbeddedFiles files = files();
        for (int i = 0; i < MOST; i++) {
            add(files, i + ".txt", new ByteArrayInputStream("note".getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(files.isLimited()).isFalse();
        add(files, "next.txt", unopened());
        assertThat(files.isLimited()).isTrue();
        assertThat(text.complete()).contains("0.txt", "1.txt").doesNotContain("next.txt");
    }

    private static void add(EmbeddedFiles files, String name, InputStream content) throws Exception {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        files.parseEmbedded(content, new DefaultHandler(), metadata, true);
    }

    private static InputStream unopened() {
        return new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("A file beyond the limit was read");
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return read();
            }
        };
    }

    private EmbeddedFiles files() {
        Detector detector = new DefaultDetector();
        ParseContext context = new ParseContext();
        context.set(TextHandler.class, new TextHandler(text));
        context.set(EncodingDetector.class, new TextEncoding());
        DocumentParsers.configure(context);
        return new EmbeddedFiles(
                detector, new DocumentParsers(), context, new ReadingLimits(1_000, MOST, Long.MAX_VALUE));
    }
}

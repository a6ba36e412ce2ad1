package io.syncline.tika;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tika.detect.CompositeEncodingDetector;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.html.HtmlEncodingDetector;
import org.apache.tika.parser.txt.Icu4jEncodingDetector;
import org.jspecify.annotations.Nullable;

/**
 * Finds the character encoding of a text: by its byte order mark, by what was declared, as UTF-8 if it is valid UTF-8, and
 * only then by statistics, which need more text than a short note has.
 */
final class TextEncoding implements EncodingDetector {

    private static final long serialVersionUID = 1;
    private static final int HEAD = 1 << 16;
    private static final int LONGEST_CHARACTER = 4;
    private static final int ESCAPE = 0x1B;

    private final EncodingDetector statistics =
            new CompositeEncodingDetector(List.of(new HtmlEncodingDetector(), new Icu4jEncodingDetector()));

    @Override
    public Charset detect(InputStream input, Metadata metadata) throws IOException {
        input.mark(HEAD);
        byte[] head = input.readNBytes(HEAD);
        input.reset();
        Charset certain = certain(head, metadata.get(Metadata.CONTENT_ENCODING));
        if (certain != null) {
            return certain;
        }
        Charset likely = statistics.detect(input, metadata);
        return likely == null ? Charset.forName("windows-1252") : likely;
    }

    private static @Nullable Charset certain(byte[] head, @Nullable String declared) {
        Charset marked = byMark(head);
        if (marked != null) {
            return marked;
        }
        Charset named = named(declared);
        if (named != null && !named.equals(StandardCharsets.UTF_8)) {
            return named;
        }
        return isUtf8(head) ? StandardCharsets.UTF_8 : null;
    }

    private static @Nullable Charset byMark(byte[] head) {
        if (head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
            return StandardCharsets.UTF_8;
        }
        if (head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        boolean littleEndian = head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE;
        return littleEndian ? StandardCharsets.UTF_16LE : null;
    }

    /** ASCII says nothing: mail programs and servers declare it by default. */
    private static @Nullable Charset named(@Nullable String name) {
        try {
            Charset charset = name == null ? null : Charset.forName(name);
            return StandardCharsets.US_ASCII.equals(charset) ? null : charset;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isUtf8(byte[] head) {
        for (byte one : head) {
            if (one == 0 || one == ESCAPE) {
                return false;
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap(head);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(bytes, CharBuffer.allocate(head.length), false);
        boolean cut = head.length == HEAD && bytes.remaining() < LONGEST_CHARACTER;
        return !result.isError() && (cut || !bytes.hasRemaining());
    }
}

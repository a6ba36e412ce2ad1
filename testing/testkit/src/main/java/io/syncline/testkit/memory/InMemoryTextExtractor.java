package io.syncline.testkit.memory;

import static java.util.Objects.requireNonNull;

import io.syncline.api.failure.TransientException;
import io.syncline.core.port.TextExtractor;
import io.syncline.core.port.extraction.DocumentFile;
import io.syncline.core.port.extraction.ExtractedText;
import io.syncline.core.port.extraction.Extraction;
import io.syncline.core.port.extraction.ExtractionSettings;
import io.syncline.core.port.extraction.NoText;
import io.syncline.core.port.extraction.NoTextReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A text extractor for files of UTF-8 text. All else is unsupported. For files of a certain name it returns what it was
 * told to.
 *
 * <p>Thread-safe.
 */
public final class InMemoryTextExtractor implements TextExtractor {

    private static final String MEDIA_TYPE = "text/plain";

    private final ExtractionSettings settings;
    private final Map<String, Extraction> prepared = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();
    private volatile boolean closed;

    /**
     * An extractor.
     *
     * @param settings the limits; of a size or a length they are enforced
     */
    public InMemoryTextExtractor(ExtractionSettings settings) {
        this.settings = requireNonNull(settings, "settings");
    }

    /**
     * Prepares the result of files, whose content is then not opened.
     *
     * @param name the name of the files
     * @param result what {@link #extract} returns
     * @return this
     */
    public InMemoryTextExtractor returning(String name, Extraction result) {
        prepared.put(name, result);
        return this;
    }

    /**
     * How often {@link #extract} was called.
     *
     * @return a number of calls
     */
    public long calls() {
        return calls.get();
    }

    @Override
    public String fingerprint() {
        return "memory/" + settings.maxTextLength();
    }

    @Override
    public Extraction extract(DocumentFile file) {
        requireNonNull(file, "file");
        calls.incrementAndGet();
        if (closed) {
            throw new IllegalStateException("The text extractor is closed");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new TransientException("The extraction of a file did not begin: the thread is interrupted", null);
        }
        return Optional.ofNullable(prepared.get(file.name())).orElseGet(() -> extracted(file));
    }

    private Extraction extracted(DocumentFile file) {
        byte[] content;
        try (InputStream in = file.content().open()) {
            content = in.readNBytes((int) Math.min(Integer.MAX_VALUE, settings.maxFileSize() + 1));
        } catch (IOException e) {
            throw new TransientException(
                    "The content of a file cannot be read: " + e.getClass().getSimpleName(), e);
        }
        if (content.length > settings.maxFileSize()) {
            return new NoText(NoTextReason.TOO_LARGE, "", "It has more than " + settings.maxFileSize() + " bytes");
        }
        return decoded(content)
                .map(this::limited)
                .orElseGet(() -> new NoText(NoTextReason.UNSUPPORTED, "application/octet-stream", "It is no text"));
    }

    private static Optional<String> decoded(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private Extraction limited(String text) {
        String clean = text.replace("\r", "")
                .replaceAll("[\\p{Cc}&&[^\n\t]]", "")
                .replaceAll("[ \u00A0]*\n[ \u00A0]*", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .replaceAll("(?m)^(\\\\*#{1,6} )", "\\\\$1")
                .replace('\u00A0', ' ')
                .strip();
        if (clean.isEmpty()) {
            return new NoText(NoTextReason.EMPTY, MEDIA_TYPE, "It has no text");
        }
        int end = Math.min(settings.maxTextLength(), clean.length());
        boolean cut = end < clean.length();
        if (cut && Character.isHighSurrogate(clean.charAt(end - 1))) {
            end--;
        }
        return new ExtractedText(clean.substring(0, end), "", MEDIA_TYPE, cut);
    }

    @Override
    public void close() {
        closed = true;
    }
}

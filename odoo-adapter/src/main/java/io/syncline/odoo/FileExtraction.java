package io.syncline.odoo;

import io.syncline.core.port.TextExtractor;
import io.syncline.core.port.TextExtractorProvider;
import io.syncline.odoo.AttachmentSettings.Attachments;
import org.jspecify.annotations.Nullable;

/**
 * The text extractor of a source, if it has one. That of the class path is opened when a file is read first, and closed with
 * the source; one that the application gave is the application's. Thread-safe.
 */
final class FileExtraction implements AutoCloseable {

    private final Attachments settings;
    private @Nullable TextExtractor opened;
    private boolean closed;

    FileExtraction(Attachments settings) {
        this.settings = settings;
    }

    /** Whether texts of files are extracted at all. */
    boolean isAvailable() {
        return settings.provider() != null || settings.given() != null;
    }

    /** The largest file that is fetched, in bytes. */
    long maxFileSize() {
        return settings.limits().maxFileSize();
    }

    /** What decides about texts besides the files. */
    String fingerprint() {
        return extractor().fingerprint() + "/" + maxFileSize();
    }

    /**
     * The extractor.
     *
     * @throws IllegalStateException if there is none, or the source is closed
     */
    synchronized TextExtractor extractor() {
        TextExtractor given = settings.given();
        if (given != null) {
            return given;
        }
        TextExtractorProvider provider = settings.provider();
        if (provider == null || closed) {
            throw new IllegalStateException(closed ? "The source is closed" : "There is no text extractor");
        }
        TextExtractor found = opened;
        if (found == null) {
            found = provider.open(settings.limits());
            opened = found;
        }
        return found;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (opened != null) {
            opened.close();
        }
    }
}

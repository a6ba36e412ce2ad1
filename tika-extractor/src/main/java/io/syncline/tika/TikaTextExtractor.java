package io.syncline.tika;

import static java.util.Objects.requireNonNull;

import io.syncline.core.port.TextExtractor;
import io.syncline.core.port.extraction.DocumentFile;
import io.syncline.core.port.extraction.Extraction;
import java.util.concurrent.ExecutorService;

/**
 * Extracts text with Apache Tika, in processes with a limit of time and memory. They have no connections, no environment
 * variables and only the libraries of the readers; their temporary files are limited, and removed.
 *
 * <p>It reads PDF, office documents of Microsoft and OpenDocument, HTML, mails with their attachments, RTF, EPUB, zip
 * archives, CSV, XML and other text. It recognises no text in pictures.
 *
 * <p>The first file takes about two seconds more, since a process is started. A process that has nothing to do for a
 * minute ends. Thread-safe.
 */
public final class TikaTextExtractor implements TextExtractor {

    private final String fingerprint;
    private final DeskPool desks;
    private final ExecutorService executor;

    TikaTextExtractor(String fingerprint, DeskPool desks, ExecutorService executor) {
        this.fingerprint = fingerprint;
        this.desks = desks;
        this.executor = executor;
    }

    /**
     * Starts an extractor.
     *
     * @return a builder; not thread-safe
     */
    public static TikaTextExtractorBuilder builder() {
        return new TikaTextExtractorBuilder();
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Extraction extract(DocumentFile file) {
        requireNonNull(file, "file");
        Desk desk = desks.take();
        try {
            return desk.extract(file);
        } finally {
            desks.giveBack(desk);
        }
    }

    @Override
    public void close() {
        desks.close();
        executor.shutdown();
    }
}

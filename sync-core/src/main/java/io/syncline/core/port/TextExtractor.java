package io.syncline.core.port;

import io.syncline.core.port.extraction.DocumentFile;
import io.syncline.core.port.extraction.Extraction;

/**
 * Extracts plain text from files such as PDF, office documents and mails.
 *
 * <p>Files come from strangers. Whatever a file contains, a call ends, in bounded time and memory, with the text or with
 * the reason why there is none; no exception concerns a single file. Links, external entities and macros in a file are
 * never followed or run.
 *
 * <p>Nothing that was in a file, nor its name, appears in a log, in an exception or in a {@code toString}.
 *
 * <p>Thread-safe.
 */
public interface TextExtractor extends AutoCloseable {

    /**
     * What decides about the text besides the file: the implementation, its version, and settings that change texts. A
     * text that was stored with another fingerprint may differ from what this extractor would return.
     *
     * @return one line, the same at each call
     */
    String fingerprint();

    /**
     * Extracts the text of a file. The same file gives the same text.
     *
     * <p>The result is {@linkplain io.syncline.core.port.extraction.NoTextReason#TOO_LARGE too large} as soon as the limit
     * is passed: a content that never ends is not read to its end.
     *
     * @param file the file; its content is opened at most once, and closed before this returns
     * @return the text, or the reason why there is none
     * @throws io.syncline.api.failure.TransientException if the content cannot be read, or nothing can be extracted at
     *     the moment
     * @throws io.syncline.api.failure.SetupException if no file can be extracted before somebody changes something
     * @throws IllegalStateException if the extractor is closed
     */
    Extraction extract(DocumentFile file);

    /** Ends running extractions, which then fail, and releases memory and files. Closing again does nothing. */
    @Override
    void close();
}

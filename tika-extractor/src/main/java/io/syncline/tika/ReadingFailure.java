package io.syncline.tika;

import io.syncline.core.port.extraction.NoTextReason;
import java.util.Set;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.apache.tika.exception.ZeroByteFileException;

/** Turns what a reader throws into a reply. The message of an exception may quote the document, so none is passed on. */
final class ReadingFailure {

    private static final int DEPTH = 50;

    /** By name, since the libraries below Tika have classes of their own for this. */
    private static final Set<String> ENCRYPTED = Set.of("EncryptedDocumentException", "InvalidPasswordException");

    private ReadingFailure() {}

    static Reply reply(Throwable failure, String mediaType) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return Reply.none(NoTextReason.TOO_LARGE, mediaType, "Reading it takes too much memory")
                        .asLast();
            }
            if (cause instanceof ExpandedTooFarException) {
                return expandedTooFar(mediaType);
            }
            if (cause instanceof EncryptedDocumentException
                    || ENCRYPTED.contains(cause.getClass().getSimpleName())) {
                return Reply.none(NoTextReason.ENCRYPTED, mediaType, "It needs a password or key");
            }
            if (cause instanceof UnsupportedFormatException) {
                return unsupported(mediaType);
            }
            if (cause instanceof ZeroByteFileException) {
                return Reply.none(NoTextReason.EMPTY, mediaType, "It has no content");
            }
        }
        Reply broken = Reply.none(NoTextReason.BROKEN, mediaType, "Reading it failed with " + name(failure));
        return failure instanceof Error ? broken.asLast() : broken;
    }

    static Reply unsupported(String mediaType) {
        return Reply.none(NoTextReason.UNSUPPORTED, mediaType, "There is no reader for this media type");
    }

    static Reply expandedTooFar(String mediaType) {
        return Reply.none(NoTextReason.TOO_LARGE, mediaType, "It unpacks to more than the limit");
    }

    /** The class of the innermost cause. */
    private static String name(Throwable failure) {
        Throwable innermost = failure;
        for (int i = 0; i < DEPTH && innermost.getCause() != null; i++) {
            innermost = innermost.getCause();
        }
        return innermost.getClass().getName();
    }
}

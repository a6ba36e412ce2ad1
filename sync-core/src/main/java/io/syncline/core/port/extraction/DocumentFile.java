package io.syncline.core.port.extraction;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;

/**
 * A file to extract text from. Name and media type are hints: what the content is, the content decides.
 *
 * @param name the file name as it was declared, without a path; may be empty
 * @param mediaType the declared media type, such as {@code application/pdf}; may be empty or wrong
 * @param content the bytes
 */
public record DocumentFile(String name, String mediaType, FileContent content) {

    /**
     * Refuses null.
     *
     * @throws NullPointerException if a part is null; the message names it
     */
    public DocumentFile {
        requireNonNull(name, "name");
        requireNonNull(mediaType, "mediaType");
        requireNonNull(content, "content");
    }

    /**
     * A file in memory.
     *
     * @param name the file name as it was declared; may be empty
     * @param mediaType the declared media type; may be empty
     * @param content the bytes; not copied, so they must not change
     * @return the file
     */
    public static DocumentFile of(String name, String mediaType, byte[] content) {
        requireNonNull(content, "content");
        return new DocumentFile(name, mediaType, () -> new ByteArrayInputStream(content));
    }

    /** The declared media type only: names of files say too much for a log. */
    @Override
    public String toString() {
        return "DocumentFile[" + mediaType + "]";
    }
}

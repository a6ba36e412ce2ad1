package io.syncline.tika;

import io.syncline.core.port.extraction.DocumentFile;
import java.util.List;

/**
 * A file made by a test.
 *
 * @param name its name
 * @param content its bytes
 * @param mediaType what it should be recognised as
 * @param expected lines that its text has
 */
@SuppressWarnings("ArrayRecordComponent") // Samples are not compared.
record Sample(String name, byte[] content, String mediaType, List<String> expected) {

    /** The file with a wrong declaration of its type. */
    DocumentFile file() {
        return DocumentFile.of(name, "application/octet-stream", content);
    }

    Sample named(String other) {
        return new Sample(other, content, mediaType, expected);
    }

    @Override
    public String toString() {
        return name;
    }
}

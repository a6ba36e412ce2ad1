package io.syncline.core.port.extraction;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file. */
@FunctionalInterface
public interface FileContent {

    /**
     * Opens the content at its start.
     *
     * @return a stream that the caller closes
     * @throws IOException if it cannot be read
     */
    InputStream open() throws IOException;
}

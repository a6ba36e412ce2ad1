package io.syncline.tika;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Asks a process of readers for the text of the file in its directory.
 *
 * @param name the declared file name
 * @param mediaType the declared media type
 */
record Request(String name, String mediaType) {

    /** What the name of the file in the directory is; the declared one may be no name of a file. */
    static final String FILE = "document";

    private static final int LONGEST = 1000;

    Request {
        // The end of a name has its extension.
        name = name.substring(Math.max(0, name.length() - LONGEST));
        mediaType = mediaType.substring(0, Math.min(mediaType.length(), LONGEST));
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(name);
        out.writeUTF(mediaType);
        out.flush();
    }

    static Request read(DataInputStream in) throws IOException {
        return new Request(in.readUTF(), in.readUTF());
    }
}

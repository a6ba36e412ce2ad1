package io.syncline.tika;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * What a zip archive, and so most office documents, says that it unpacks to. It is asked before a reader is, since one that has
 * enough text stops before it meets the rest. An archive that lies is stopped while it is unpacked.
 */
final class UnpackedSize {

    private static final byte[] SIGNATURE = {'P', 'K'};

    private UnpackedSize() {}

    /** Whether a file says that it unpacks to more bytes than a limit. */
    static boolean exceeds(Path file, long limit) throws IOException {
        if (!isZip(file)) {
            return false;
        }
        long bytes = 0;
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                bytes += Math.max(0, entry.getSize());
                if (bytes > limit || bytes < 0) {
                    return true;
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // It is broken, or only looks like one: whoever reads it finds out.
            return false;
        }
        return false;
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE);
        }
    }
}

package io.syncline.tika;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** A mail as Outlook saves it: properties by number, each in a stream of its own. */
final class MsgSample {

    private static final int HEADER = 32;

    private MsgSample() {}

    static Sample msg() {
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            DirectoryEntry root = files.getRoot();
            add(root, "001A", "IPM.Note");
            add(root, "0037", "Late delivery");
            add(root, "0C1A", "Ada Byron");
            add(root, "0E04", "Charles Babbage");
            add(root, "1000", "The oak arrives\r\non Tuesday.");
            root.createDocument("__properties_version1.0", new ByteArrayInputStream(properties()));
            DirectoryEntry attachment = root.createDirectory("__attach_version1.0_#00000000");
            add(attachment, "3707", "terms.txt");
            attachment.createDocument(
                    "__substg1.0_37010102",
                    new ByteArrayInputStream("Payable in thirty days".getBytes(StandardCharsets.UTF_8)));
            attachment.createDocument("__properties_version1.0", new ByteArrayInputStream(new byte[8]));
            root.createDirectory("__nameid_version1.0");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            files.writeFilesystem(bytes);
            return new Sample(
                    "late.msg",
                    bytes.toByteArray(),
                    "application/vnd.ms-outlook",
                    List.of(
                            "From: Ada Byron",
                            "The oak arrives",
                            "on Tuesday.",
                            "# terms.txt",
                            "Payable in thirty days"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(DirectoryEntry directory, String property, String value) throws IOException {
        directory.createDocument(
                "__substg1.0_" + property + "001F",
                new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_16LE)));
    }

    /** The header says that there are no recipients and one attachment. */
    private static byte[] properties() {
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0)
                .putInt(0)
                .putInt(1)
                .putInt(0)
                .putInt(1)
                .array();
    }
}

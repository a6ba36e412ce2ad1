package io.syncline.tika;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes zip archives. */
final class ZipBytes {

    private static final int CHUNK = 1 << 16;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    static byte[] of(Map<String, byte[]> entries) {
        ZipBytes archive = new ZipBytes();
        new LinkedHashMap<>(entries).forEach(archive::add);
        return archive.bytes();
    }

    ZipBytes add(String name, String text) {
        return add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    ZipBytes add(String name, byte[] content) {
        return write(new ZipEntry(name), content);
    }

    /** An entry that is not compressed. */
    ZipBytes stored(String name, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        return write(entry, content);
    }

    /** An entry that is much larger than the archive. */
    ZipBytes repeated(String name, String head, char filler, long length, String tail) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(head.getBytes(StandardCharsets.UTF_8));
            byte[] chunk = String.valueOf(filler).repeat(CHUNK).getBytes(StandardCharsets.UTF_8);
            for (long left = length; left > 0; left -= CHUNK) {
                zip.write(chunk, 0, (int) Math.min(left, CHUNK));
            }
            zip.write(tail.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private ZipBytes write(ZipEntry entry, byte[] content) {
        try {
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    byte[] bytes() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

package io.syncline.tika;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A zip archive whose only entry is the archive itself. Its deflate stream is a program of two instructions, to print the
 * bytes that follow and to repeat bytes printed before, and prints itself with what is around it.
 */
final class ZipQuine {

    /** As long as needed for a local header of 60 bytes, with which each instruction takes five bytes. */
    private static final String NAME = "archive-that-is-its-entry3.zip";

    private static final int UNIT = 5;
    private static final int BITS_OF_CRC = 32;

    private ZipQuine() {}

    static byte[] bytes() {
        int size = archive(0, 0, 0).length;
        int compressed = program(new byte[30 + NAME.length()], new byte[22 + 46 + NAME.length()]).length;
        return archive(fixpoint(size, compressed), size, compressed);
    }

    /** The checksum is that of an archive which contains it several times: a system of linear equations. */
    private static int fixpoint(int size, int compressed) {
        int constant = crc(archive(0, size, compressed));
        long[] rows = new long[BITS_OF_CRC];
        for (int bit = 0; bit < BITS_OF_CRC; bit++) {
            int column = crc(archive(1 << bit, size, compressed)) ^ constant ^ 1 << bit;
            for (int row = 0; row < BITS_OF_CRC; row++) {
                rows[row] |= (long) (column >>> row & 1) << bit;
            }
        }
        for (int row = 0; row < BITS_OF_CRC; row++) {
            rows[row] |= (long) (constant >>> row & 1) << BITS_OF_CRC;
        }
        return solution(rows);
    }

    private static int solution(long[] rows) {
        for (int pivot = 0; pivot < BITS_OF_CRC; pivot++) {
            int found = pivot;
            while ((rows[found] >>> pivot & 1) == 0) {
                found++;
            }
            long row = rows[found];
            rows[found] = rows[pivot];
            rows[pivot] = row;
            for (int other = 0; other < BITS_OF_CRC; other++) {
                if (other != pivot && (rows[other] >>> pivot & 1) == 1) {
                    rows[other] ^= row;
                }
            }
        }
        int solution = 0;
        for (int bit = 0; bit < BITS_OF_CRC; bit++) {
            solution |= (int) (rows[bit] >>> BITS_OF_CRC & 1) << bit;
        }
        return solution;
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static byte[] archive(int crc, int size, int compressed) {
        byte[] head = header(0x04034b50, crc, size, compressed);
        byte[] entry = header(0x02014b50, crc, size, compressed);
        byte[] tail = ByteBuffer.allocate(entry.length + 22)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(entry)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(entry.length)
                .putInt(head.length + compressed)
                .putShort((short) 0)
                .array();
        return join(head, program(head, tail), tail);
    }

    private static byte[] header(int signature, int crc, int size, int compressed) {
        boolean central = signature == 0x02014b50;
        ByteBuffer header =
                ByteBuffer.allocate((central ? 46 : 30) + NAME.length()).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(signature);
        if (central) {
            header.putShort((short) 20);
        }
        header.putShort((short) 20).putShort((short) 0).putShort((short) 8).putInt(0x5c210000);
        header.putInt(crc)
                .putInt(compressed)
                .putInt(size)
                .putShort((short) NAME.length())
                .putShort((short) 0);
        header.position(header.capacity() - NAME.length());
        return header.put(NAME.getBytes(StandardCharsets.US_ASCII)).array();
    }

    /** Prints the head, itself and the tail. */
    private static byte[] program(byte[] head, byte[] tail) {
        byte[] printHead = print(head.length + UNIT);
        byte[] repeatHead = repeatHead();
        byte[] one = print(UNIT);
        byte[] four = print(4 * UNIT);
        byte[] repeatFour = repeatFour();
        byte[] nothing = print(0);
        byte[] end = join(repeatLast(4 + tail.length), tail);
        byte[] printEnd = print(end.length);
        return withoutTail(
                join(
                        join(printHead, head, printHead, repeatHead, one, repeatHead, one, one),
                        join(four, repeatHead, one, one, four, repeatFour),
                        join(four, repeatFour, four, repeatFour, four, repeatFour),
                        join(four, repeatFour, nothing, nothing, printEnd),
                        join(repeatFour, nothing, nothing, printEnd, end, end)),
                tail.length);
    }

    private static byte[] withoutTail(byte[] bytes, int tail) {
        return Arrays.copyOf(bytes, bytes.length - tail);
    }

    /** A stored block. */
    private static byte[] print(int length) {
        return ByteBuffer.allocate(UNIT)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0)
                .putShort((short) length)
                .putShort((short) ~length)
                .array();
    }

    /** 65 bytes from 65 bytes before, and a block without content, since it takes the bits of a byte. */
    private static byte[] repeatHead() {
        return new Bits()
                .add(0, 1)
                .add(1, 2)
                .code(20, 7)
                .add(65 - 59, 3)
                .code(12, 5)
                .add(65 - 65, 5)
                .code(0, 7)
                .add(0, 1)
                .add(1, 2)
                .code(0, 7)
                .bytes();
    }

    /** Twice 10 bytes from 20 bytes before. */
    private static byte[] repeatFour() {
        return new Bits()
                .add(0, 1)
                .add(1, 2)
                .code(8, 7)
                .code(8, 5)
                .add(20 - 17, 3)
                .code(8, 7)
                .code(8, 5)
                .add(20 - 17, 3)
                .code(0, 7)
                .bytes();
    }

    /** From 99 to 114 bytes from as many before; ends the stream. */
    private static byte[] repeatLast(int length) {
        return new Bits()
                .add(1, 1)
                .add(1, 2)
                .code(23, 7)
                .add(length - 99, 4)
                .code(13, 5)
                .add(length - 97, 5)
                .code(0, 7)
                .bytes();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** Bits in the order of deflate. */
    private static final class Bits {

        private long bits;
        private int count;

        /** A number, its lowest bit first. */
        Bits add(int value, int length) {
            bits |= (long) value << count;
            count += length;
            return this;
        }

        /** A code of Huffman's, its highest bit first. */
        Bits code(int value, int length) {
            return add(Integer.reverse(value) >>> (32 - length), length);
        }

        byte[] bytes() {
            byte[] bytes = new byte[(count + 7) / 8];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (bits >>> (8 * i));
            }
            return bytes;
        }
    }
}

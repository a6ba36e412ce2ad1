package io.syncline.core.port.vector;

import io.syncline.api.RecordId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids of points: version 8 UUIDs (RFC 9562, section 5.8) that order the points of a model by record and chunk.
 *
 * <p>Layout of the 122 free bits: 48 bits of a hash of the model key, 63 bits of record id (12 before the variant bits,
 * 51 after), 11 bits of chunk index. In the order of their bytes, which is that of their lower-case text and of Qdrant,
 * but not of {@link UUID#compareTo}, the points of a model are contiguous, its records ascend, and the chunks of a
 * record ascend within it.
 *
 * <p>Two models share the 48-bit prefix with a probability of 1 in 2.8 &times; 10<sup>14</sup>; a sink detects that by
 * the stored model key and refuses to write.
 */
public final class PointId {

    /** The most chunks that a record can have. */
    public static final int MAX_CHUNKS = 1 << 11;

    private static final int CHUNK_BITS = 11;
    private static final int LOW_RECORD_BITS = 51;
    private static final long LOW_RECORD_MASK = (1L << LOW_RECORD_BITS) - 1;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private PointId() {}

    /**
     * The prefix of all point ids of a model.
     *
     * @param key the model
     * @return 48 bits, in the upper bits of the number; the lower 16 are 0
     */
    public static long prefix(ModelKey key) {
        byte[] hash = sha256().digest((key.source() + '\n' + key.model().value()).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(hash).getLong() & 0xFFFF_FFFF_FFFF_0000L;
    }

    /**
     * The id of a point.
     *
     * @param prefix the model's prefix
     * @param record the record
     * @param chunk index of the chunk, from 0 to {@value #MAX_CHUNKS} exclusive
     * @return the id
     * @throws IllegalArgumentException if the chunk index is out of range
     */
    public static UUID of(long prefix, RecordId record, int chunk) {
        if (chunk < 0 || chunk >= MAX_CHUNKS) {
            throw new IllegalArgumentException(
                    "Chunk " + chunk + " of record " + record + " is not below " + MAX_CHUNKS);
        }
        return of(prefix, record.value(), chunk);
    }

    private static UUID of(long prefix, long record, int chunk) {
        long high = prefix | VERSION_8 | (record >>> LOW_RECORD_BITS);
        long low = VARIANT | ((record & LOW_RECORD_MASK) << CHUNK_BITS) | chunk;
        return new UUID(high, low);
    }

    /**
     * The smallest id that a point of a later record could have.
     *
     * @param prefix the model's prefix
     * @param record a record id, or 0 for the beginning of the model
     * @return an id after all points of that record and before those of any later one
     */
    public static UUID firstAfter(long prefix, long record) {
        return record == Long.MAX_VALUE
                ? new UUID(prefix | VERSION_8 | 0xFFF, -1L >>> 2 | VARIANT)
                : of(prefix, record + 1, 0);
    }

    /**
     * The record of a point.
     *
     * @param id an id made by this class
     * @return the record id
     */
    public static RecordId record(UUID id) {
        long high = id.getMostSignificantBits() & 0xFFF;
        long low = id.getLeastSignificantBits() >>> CHUNK_BITS & LOW_RECORD_MASK;
        return RecordId.of(high << LOW_RECORD_BITS | low);
    }

    /**
     * The chunk index of a point.
     *
     * @param id an id made by this class
     * @return the index, from 0
     */
    public static int chunk(UUID id) {
        return (int) (id.getLeastSignificantBits() & (MAX_CHUNKS - 1));
    }

    /**
     * Whether a point belongs to a model, judged by its id.
     *
     * @param prefix the model's prefix
     * @param id any id
     * @return true if the id has the prefix and the form of this class
     */
    public static boolean belongsTo(long prefix, UUID id) {
        return (id.getMostSignificantBits() & 0xFFFF_FFFF_FFFF_F000L) == (prefix | VERSION_8) && id.variant() == 2;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}

package io.syncline.core.port.vector;

import io.syncline.api.RecordId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids of points: version 8 UUIDs (RFC 9562, section 5.8) that order the points of a model, within each kind of record id, by
 * record and chunk.
 *
 * <p>Layout of the 122 free bits: 48 bits of a hash of the model key and the {@link Kind}, 63 bits of record (12 before the
 * variant bits, 51 after), 11 bits of chunk index. The 63 bits are the number for numbers from 0 on, the distance from the
 * least number for negative ones, and a hash for texts. In the order of their bytes, which is that of their lower-case text
 * and of Qdrant, but not of {@link UUID#compareTo}, the points of a model and kind are contiguous, records that are numbers
 * ascend, and the chunks of a record ascend within it.
 *
 * <p>Two models share a 48-bit prefix with a probability of 1 in 2.8 &times; 10<sup>14</sup>, and a million texts have two
 * with the same 63 bits with one of 1 in 18 million; a sink detects both by what is stored and refuses to write.
 */
public final class PointId {

    /** The most chunks that a record can have. */
    public static final int MAX_CHUNKS = 1 << 11;

    /** Kinds of record ids, in the order of the ids. Points of each kind have a prefix of their own. */
    public enum Kind {
        /** Numbers below 0. */
        NEGATIVE,
        /** Numbers from 0 on. */
        NUMBER,
        /** Texts. */
        TEXT;

        /** The kind of an id. */
        public static Kind of(RecordId id) {
            return !id.isNumber() ? TEXT : id.number() < 0 ? NEGATIVE : NUMBER;
        }
    }

    private static final int CHUNK_BITS = 11;
    private static final int LOW_RECORD_BITS = 51;
    private static final long LOW_RECORD_MASK = (1L << LOW_RECORD_BITS) - 1;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private PointId() {}

    /**
     * The prefix of all point ids of a model and kind.
     *
     * @param key the model
     * @param kind the kind of record ids
     * @return 48 bits, in the upper bits of the number; the lower 16 are 0
     */
    public static long prefix(ModelKey key, Kind kind) {
        // versions before texts and negative numbers hashed the model key alone
        String hashed = key.source() + '\n' + key.model().value() + (kind == Kind.NUMBER ? "" : "\n" + kind.name());
        return hash(hashed) & 0xFFFF_FFFF_FFFF_0000L;
    }

    /**
     * The id of a point.
     *
     * @param prefix the prefix of the model and of the kind of the record
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
        return of(prefix, bits(record), chunk);
    }

    private static UUID of(long prefix, long bits, int chunk) {
        long high = prefix | VERSION_8 | (bits >>> LOW_RECORD_BITS);
        long low = VARIANT | ((bits & LOW_RECORD_MASK) << CHUNK_BITS) | chunk;
        return new UUID(high, low);
    }

    /** The 63 bits of a record; sinks that list texts list them in this order. */
    public static long bits(RecordId record) {
        return record.isNumber() ? record.number() & Long.MAX_VALUE : hash(record.text()) & Long.MAX_VALUE;
    }

    /** The smallest id that a point of a prefix could have. */
    public static UUID first(long prefix) {
        return of(prefix, 0, 0);
    }

    /** The greatest id that a point of a prefix could have. */
    public static UUID last(long prefix) {
        return of(prefix, Long.MAX_VALUE, MAX_CHUNKS - 1);
    }

    /**
     * The smallest id that a point of a later record could have.
     *
     * @param prefix the prefix of the model and of the kind of the record
     * @param record a record id
     * @return an id after all points of that record and not after those of any later one of this prefix
     */
    public static UUID firstAfter(long prefix, RecordId record) {
        long bits = bits(record);
        return bits == Long.MAX_VALUE ? last(prefix) : of(prefix, bits + 1, 0);
    }

    /**
     * The 63 bits of the record of a point.
     *
     * @param id an id made by this class
     */
    public static long bits(UUID id) {
        long high = id.getMostSignificantBits() & 0xFFF;
        long low = id.getLeastSignificantBits() >>> CHUNK_BITS & LOW_RECORD_MASK;
        return high << LOW_RECORD_BITS | low;
    }

    /**
     * The record of a point whose id is a number.
     *
     * @param id an id made by this class
     * @param kind {@link Kind#NUMBER} or {@link Kind#NEGATIVE}
     * @return the record id
     * @throws IllegalArgumentException if the kind is a text, since its id is only a hash of it
     */
    public static RecordId record(UUID id, Kind kind) {
        return switch (kind) {
            case NUMBER -> RecordId.of(bits(id));
            case NEGATIVE -> RecordId.of(bits(id) | Long.MIN_VALUE);
            case TEXT -> throw new IllegalArgumentException("The id of a point holds only a hash of a text");
        };
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
     * Whether a point has a prefix, by its id.
     *
     * @param prefix the prefix of a model and kind
     * @param id any id
     * @return true if the id has the prefix and the form of this class
     */
    public static boolean belongsTo(long prefix, UUID id) {
        return (id.getMostSignificantBits() & 0xFFFF_FFFF_FFFF_F000L) == (prefix | VERSION_8) && id.variant() == 2;
    }

    private static long hash(String text) {
        return ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}

package io.syncline.core.internal.touch;

import io.syncline.api.RecordId;
import io.syncline.core.port.SharedDocuments;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The records of a model that somebody says were changed or deleted, and that no run has read since. A signal may come before
 * its transaction commits, so two runs read each record: the next one, and the first that begins {@link #LATEST_COMMIT} after
 * the touch.
 *
 * @param next the stamp of the next touch; rises with each
 * @param touches what runs have to read, in the order of the touches
 * @param overflow the stamp of the touch with which there were too many to keep, so that none was kept; 0 if that did not happen
 */
public record TouchedRecords(long next, Map<RecordId, Touch> touches, long overflow) {

    static final TouchedRecords NONE = new TouchedRecords(1, Map.of(), 0);

    /** What a damaged document counts as: too many, with stamps that no other document has reached. */
    static final TouchedRecords UNREADABLE = new TouchedRecords((1L << 40) + 1, Map.of(), 1L << 40);

    /** Beyond so many, listing what changed costs no more than reading them by their ids. */
    public static final int MOST = 500;

    /** Documents of the store are short. */
    public static final int MOST_CHARACTERS = SharedDocuments.MOST_CHARACTERS;

    private static final int READS = 2;

    /** What is not committed by then is found by its change time, or by a cleanup. */
    private static final Duration LATEST_COMMIT = Duration.ofSeconds(30);

    /**
     * A record that somebody says was changed or deleted.
     *
     * @param stamp which touch it was
     * @param reads how many runs still have to read it
     * @param second when it was touched, by the clock of the store, in seconds since 1970
     */
    public record Touch(long stamp, int reads, long second) {

        /** Whether a run that begins at a time reads it. A time before the touch is that of a clock that was set back. */
        boolean isDue(Instant now) {
            long age = now.getEpochSecond() - second;
            return reads == READS || age < 0 || age >= LATEST_COMMIT.toSeconds();
        }
    }

    /** Copies the map and keeps its order. */
    public TouchedRecords {
        touches = Collections.unmodifiableMap(new LinkedHashMap<>(touches));
    }

    public Set<RecordId> ids() {
        return touches.keySet();
    }

    public boolean isOverflowing() {
        return overflow > 0;
    }

    public boolean isEmpty() {
        return touches.isEmpty() && !isOverflowing();
    }

    /** What a run reads that begins at a time. */
    public TouchedRecords due(Instant now) {
        Map<RecordId, Touch> due = new LinkedHashMap<>(touches);
        due.values().removeIf(touch -> !touch.isDue(now));
        return new TouchedRecords(next, due, overflow);
    }

    /** When the last of them was touched, in seconds since 1970. */
    long latest() {
        return touches.values().stream().mapToLong(Touch::second).max().orElse(0);
    }

    /** With more records, touched at a second, or with none if there are too many. */
    TouchedRecords plus(Collection<RecordId> ids, long second) {
        if (ids.isEmpty()) {
            return this;
        }
        Map<RecordId, Touch> all = new LinkedHashMap<>(touches);
        long stamp = next;
        for (RecordId id : ids) {
            all.put(id, new Touch(stamp++, READS, second));
        }
        TouchedRecords more = new TouchedRecords(stamp, all, 0);
        boolean tooMany =
                isOverflowing() || all.size() > MOST || TouchFormat.write(more).length() > MOST_CHARACTERS;
        return tooMany ? new TouchedRecords(stamp, Map.of(), stamp - 1) : more;
    }

    /** With none, since there are too many to keep. */
    TouchedRecords overflowing() {
        return new TouchedRecords(next + 1, Map.of(), next);
    }

    /** Without what was moved elsewhere, however often it has to be read. What was touched since stays. */
    TouchedRecords without(TouchedRecords moved) {
        Map<RecordId, Touch> left = new LinkedHashMap<>(touches);
        left.entrySet().removeAll(moved.touches().entrySet());
        return new TouchedRecords(next, left, overflow == moved.overflow() ? 0 : overflow);
    }

    /** Without what a run has read. What was touched since it began stays for the next one. */
    TouchedRecords after(TouchedRecords read) {
        Map<RecordId, Touch> left = new LinkedHashMap<>();
        touches.forEach((id, touch) -> {
            boolean wasRead = touch.equals(read.touches().get(id));
            int reads = wasRead ? touch.reads() - 1 : touch.reads();
            if (reads > 0) {
                left.put(id, new Touch(touch.stamp(), reads, touch.second()));
            }
        });
        return new TouchedRecords(next, left, overflow == read.overflow() ? 0 : overflow);
    }
}

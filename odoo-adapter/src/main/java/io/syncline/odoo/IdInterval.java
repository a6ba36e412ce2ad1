package io.syncline.odoo;

import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;

/**
 * The ids of a range that Odoo can have: whole numbers of 32 bits, negative ones too, since reports on SQL views have such.
 * Some versions fail on a number beyond that, and all on a text.
 *
 * @param first the least id
 * @param last the greatest id; less than the first one if there is none in the range
 */
record IdInterval(long first, long last) {

    private static final long LEAST = Integer.MIN_VALUE;
    private static final long GREATEST = Integer.MAX_VALUE;

    static IdInterval of(IdRange range) {
        return new IdInterval(firstAfter(range.after()), lastUpTo(range.upTo()));
    }

    /** Whether Odoo can have this id. */
    static boolean isPossible(long id) {
        return id >= LEAST && id <= GREATEST;
    }

    private static long firstAfter(Cursor position) {
        if (position.isStart()) {
            return LEAST;
        }
        if (position.isEnd() || !position.id().isNumber() || position.id().number() >= GREATEST) {
            return GREATEST + 1;
        }
        return Math.max(LEAST, position.id().number() + 1);
    }

    private static long lastUpTo(Cursor position) {
        if (position.isStart()) {
            return LEAST - 1;
        }
        if (position.isEnd() || !position.id().isNumber()) {
            return GREATEST;
        }
        return Math.max(LEAST - 1, Math.min(GREATEST, position.id().number()));
    }

    boolean isEmpty() {
        return first > last;
    }

    boolean hasFirst() {
        return first > LEAST;
    }

    boolean hasLast() {
        return last < GREATEST;
    }

    /** The range of the first ids of this interval. */
    IdRange window(Cursor after, Cursor upTo, long width) {
        long end = first - 1 + width;
        return new IdRange(after, end >= last ? upTo : Cursor.at(end));
    }
}

package io.syncline.odoo;

import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;

/**
 * The ids of a range that Odoo can have: whole numbers, negative ones too, since reports on SQL views have such. The ids of
 * tables have 32 bits, those of views up to 64.
 *
 * @param first the least id
 * @param last the greatest id; less than the first one if there is none in the range
 */
record IdInterval(long first, long last) {

    private static final IdInterval NONE = new IdInterval(0, -1);

    static IdInterval of(IdRange range) {
        Cursor after = range.after();
        Cursor upTo = range.upTo();
        boolean behindNumbers = !after.isStart()
                && (after.isEnd() || !after.id().isNumber() || after.id().number() == Long.MAX_VALUE);
        if (behindNumbers || upTo.isStart()) {
            return NONE;
        }
        long first = after.isStart() ? Long.MIN_VALUE : after.id().number() + 1;
        boolean open = upTo.isEnd() || !upTo.id().isNumber();
        return new IdInterval(first, open ? Long.MAX_VALUE : upTo.id().number());
    }

    /** Whether the id of a table can be this number. */
    static boolean isNarrow(long id) {
        return id == (int) id;
    }

    boolean isEmpty() {
        return first > last;
    }

    boolean hasFirst() {
        return first > Long.MIN_VALUE;
    }

    boolean hasLast() {
        return last < Long.MAX_VALUE;
    }

    /** The range of the first ids of this interval. Below all ids of tables, and above them, it is open. */
    IdRange window(Cursor after, Cursor upTo, long width) {
        long base = Math.max(first, Integer.MIN_VALUE);
        long end = base > Long.MAX_VALUE - width ? Long.MAX_VALUE : base - 1 + width;
        boolean leavesTables = base <= Integer.MAX_VALUE && end >= Integer.MAX_VALUE;
        return new IdRange(after, end >= last || leavesTables ? upTo : Cursor.after(end));
    }
}

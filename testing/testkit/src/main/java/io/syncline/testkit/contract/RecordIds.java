package io.syncline.testkit.contract;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import java.nio.charset.StandardCharsets;

/** Ids and positions beside an id. */
final class RecordIds {

    private RecordIds() {}

    /** A position before an id; nothing but an id that nobody would think of lies between them. */
    static Cursor before(RecordId id) {
        if (id.isNumber()) {
            return id.number() == Long.MIN_VALUE ? Cursor.START : Cursor.after(id.number() - 1);
        }
        String text = id.text();
        int shorter = text.offsetByCodePoints(text.length(), -1);
        int last = text.codePointBefore(text.length());
        String start = text.substring(0, shorter);
        if (last == 1) {
            return start.isEmpty() ? Cursor.after(Long.MAX_VALUE) : Cursor.after(RecordId.of(start));
        }
        int previous = last == 0xE000 ? 0xD7FF : last - 1;
        String near = start + Character.toString(previous);
        String nearest = near + Character.toString(Character.MAX_CODE_POINT);
        return Cursor.after(RecordId.of(isShort(nearest) ? nearest : near));
    }

    /** An id after another one and of the same kind, different for each index. */
    static RecordId after(RecordId id, int index) {
        if (id.isNumber()) {
            return RecordId.of(id.number() + index);
        }
        String longer = id.text() + "~" + index;
        return RecordId.of(isShort(longer) ? longer : "\uFFFD~" + index);
    }

    private static boolean isShort(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= RecordId.MAX_TEXT_BYTES;
    }
}

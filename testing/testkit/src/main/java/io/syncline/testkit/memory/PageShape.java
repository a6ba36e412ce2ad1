package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import java.util.List;
import java.util.Optional;

/** How full the pages of an {@link InMemoryRecordSource} come back. Whatever the shape, the listing is complete. */
public enum PageShape {
    /** As many entries as requested; the last page is marked as the end. */
    FULL {
        @Override
        Cut cut(List<Row> candidates, IdRange range, int limit) {
            boolean end = candidates.size() <= limit;
            return Cut.of(candidates.subList(0, Math.min(limit, candidates.size())), range, end);
        }
    },
    /** Half as many entries as requested; only an empty page is the end. */
    SHORT {
        @Override
        Cut cut(List<Row> candidates, IdRange range, int limit) {
            int size = Math.min(Math.max(1, limit / 2), candidates.size());
            return Cut.of(candidates.subList(0, size), range, candidates.isEmpty());
        }
    },
    /** Like {@link #SHORT}, with an empty page that is not the end before each gap in the ids is passed. */
    GAPPY {
        @Override
        Cut cut(List<Row> candidates, IdRange range, int limit) {
            return candidates.stream()
                    .findFirst()
                    .flatMap(row -> before(row.id()))
                    .filter(gap -> gap.compareTo(range.after()) > 0)
                    .map(gap -> new Cut(List.of(), gap, false))
                    .orElseGet(() -> SHORT.cut(candidates, range, limit));
        }
    };

    /** A page of rows. */
    record Cut(List<Row> rows, Cursor resumeAfter, boolean end) {

        static Cut of(List<Row> rows, IdRange range, boolean end) {
            return new Cut(rows, last(rows, range.after()), end);
        }

        static Cursor last(List<Row> rows, Cursor otherwise) {
            return rows.isEmpty()
                    ? otherwise
                    : Cursor.after(rows.get(rows.size() - 1).id());
        }
    }

    /** Cuts a page; there are more candidates than the limit if there are more rows than the limit. */
    abstract Cut cut(List<Row> candidates, IdRange range, int limit);

    /** A position before an id: after the number before it, or after a text that it begins with. */
    private static Optional<Cursor> before(RecordId id) {
        if (id.isNumber()) {
            return id.number() == Long.MIN_VALUE ? Optional.empty() : Optional.of(Cursor.after(id.number() - 1));
        }
        String text = id.text();
        int shorter = text.offsetByCodePoints(text.length(), -1);
        return shorter == 0 ? Optional.empty() : Optional.of(Cursor.after(RecordId.of(text.substring(0, shorter))));
    }
}

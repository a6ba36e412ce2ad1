package io.syncline.testkit.memory;

import io.syncline.core.port.record.IdRange;
import java.util.List;

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
            if (candidates.isEmpty() || candidates.get(0).id().value() - 1 == range.after()) {
                return SHORT.cut(candidates, range, limit);
            }
            return new Cut(List.of(), candidates.get(0).id().value() - 1, false);
        }
    };

    /** A page of rows. */
    record Cut(List<Row> rows, long resumeAfter, boolean end) {

        static Cut of(List<Row> rows, IdRange range, boolean end) {
            long last = rows.isEmpty()
                    ? range.after()
                    : rows.get(rows.size() - 1).id().value();
            return new Cut(rows, last, end);
        }
    }

    /** Cuts a page; there are more candidates than the limit if there are more rows than the limit. */
    abstract Cut cut(List<Row> candidates, IdRange range, int limit);
}

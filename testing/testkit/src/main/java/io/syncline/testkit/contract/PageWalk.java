package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a listing page by page, and checks the rules of every page of ids or records. */
final class PageWalk {

    /** More pages than any listing of these tests has. */
    private static final int MAX_PAGES = 100_000;

    private final int limit;
    private final boolean ordered;
    private final Set<RecordId> seen = new HashSet<>();
    private IdRange rest;
    private boolean over;
    private int pages;

    private PageWalk(IdRange range, int limit, boolean ordered) {
        this.rest = range;
        this.limit = limit;
        this.ordered = ordered;
    }

    PageWalk(IdRange range, int limit) {
        this(range, limit, true);
    }

    /** A walk through the listing of a sink that has its own order. */
    static PageWalk unordered(IdRange range, int limit) {
        return new PageWalk(range, limit, false);
    }

    IdRange rest() {
        return rest;
    }

    boolean isOver() {
        return over;
    }

    void pass(List<RecordId> ids, Cursor resumeAfter, boolean end) {
        assertThat(++pages).as("pages without an end").isLessThan(MAX_PAGES);
        assertThat(ids).as("page within its limit").hasSizeLessThanOrEqualTo(limit);
        assertThat(ids).as("each id once").doesNotHaveDuplicates().noneMatch(seen::contains);
        seen.addAll(ids);
        if (ordered) {
            assertOrder(ids, resumeAfter, end);
        }
        over = end;
        if (!end) {
            assertThat(resumeAfter)
                    .as("resumeAfter, which makes progress")
                    .isNotEqualTo(rest.after())
                    .isNotEqualTo(Cursor.END);
            rest = rest.remainingAfter(resumeAfter);
        }
    }

    private void assertOrder(List<RecordId> ids, Cursor resumeAfter, boolean end) {
        assertThat(ids).as("page ascending").isSorted();
        assertThat(ids).as("page within its range " + rest).allMatch(rest::contains);
        if (!ids.isEmpty()) {
            assertThat(resumeAfter)
                    .as("resumeAfter, beside the last id of the page")
                    .isGreaterThanOrEqualTo(Cursor.after(ids.get(ids.size() - 1)));
        }
        if (!end) {
            assertThat(resumeAfter)
                    .as("resumeAfter, within the range")
                    .isGreaterThan(rest.after())
                    .isLessThanOrEqualTo(rest.upTo());
        }
    }
}

package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import java.util.List;

/** Reads a listing page by page, and checks the rules of every page of ids or records. */
final class PageWalk {

    /** More pages than any listing of these tests has. */
    private static final int MAX_PAGES = 100_000;

    private final int limit;
    private IdRange rest;
    private boolean over;
    private int pages;

    PageWalk(IdRange range, int limit) {
        this.rest = range;
        this.limit = limit;
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
        assertThat(ids).as("page ascending, each id once").isSorted().doesNotHaveDuplicates();
        assertThat(ids).as("page within its range " + rest).allMatch(rest::contains);
        if (!ids.isEmpty()) {
            assertThat(resumeAfter)
                    .as("resumeAfter, beside the last id of the page")
                    .isGreaterThanOrEqualTo(Cursor.at(ids.get(ids.size() - 1)));
        }
        over = end;
        if (!end) {
            assertThat(resumeAfter)
                    .as("resumeAfter, within the range")
                    .isGreaterThan(rest.after())
                    .isLessThanOrEqualTo(rest.upTo());
            rest = rest.from(resumeAfter);
        }
    }
}

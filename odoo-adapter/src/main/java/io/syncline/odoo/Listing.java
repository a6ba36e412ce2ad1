package io.syncline.odoo;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RejectedRecord;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.odoo.CallFailure.Kind;
import io.syncline.odoo.RowReader.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists records by ascending id and detects the end reliably.
 *
 * <p>Odoo applies the limit in SQL, and some models remove records that the user may not see afterwards. So a short or
 * empty page does not prove the end. A search without a limit for everything after the page does, and is cheap if nothing
 * is left. A model that is found to remove records is listed by such searches from then on, in windows of ids, so that
 * neither the answers nor the heap grow with the table.
 */
final class Listing {

    private static final int WINDOW_PAGES = 20;

    /** Reading a file may take a minute, and its text a megabyte. */
    private static final int RECORDS_WITH_FILES = 20;

    private final OdooApi api;
    private final RowReader reader;

    Listing(OdooApi api, RowReader reader) {
        this.api = api;
        this.reader = reader;
    }

    RecordPage next(Query query, IdRange range, int limit) {
        if (IdInterval.of(range).isEmpty()) {
            return new RecordPage(List.of(), range.after(), true);
        }
        int most = query.showsFiles() ? Math.min(limit, RECORDS_WITH_FILES) : limit;
        int size = query.model().pageSize(query.fields().isEmpty()).atMost(most);
        if (query.changedSince().isPresent() && range.after().isStart()) {
            return byIds(query, range, size);
        }
        return query.model().isFilteringAfterLimit() ? byWindow(query, range, size) : byLimit(query, range, size);
    }

    private RecordPage byLimit(Query query, IdRange range, int size) {
        Rows rows = reader.first(query, query.in(range), size);
        check(rows, range);
        if (rows.listed() >= size) {
            return page(rows, rows.last(), false);
        }
        Cursor last = Cursor.max(rows.last(), range.after());
        IdRange behind = range.remainingAfter(last);
        Optional<List<Long>> more = everything(query, behind);
        if (more.isPresent() && more.get().isEmpty()) {
            return page(rows, last, true);
        }
        query.model().filtersAfterLimit();
        int left = size - rows.listed();
        return plus(rows, more.isPresent() ? chunk(query, more.get(), left) : byWindow(query, behind, left));
    }

    /** Usually few records have changed since the last run, so one list contains all of their ids. */
    private RecordPage byIds(Query query, IdRange range, int size) {
        Optional<List<Long>> all = everything(query, range);
        if (all.isEmpty()) {
            return byLimit(query, range, size);
        }
        return all.get().isEmpty() ? new RecordPage(List.of(), range.after(), true) : chunk(query, all.get(), size);
    }

    private RecordPage byWindow(Query query, IdRange range, int size) {
        long width = (long) WINDOW_PAGES * size;
        if (range.after().isStart()) {
            return fromTheStart(query, range, width, size);
        }
        IdRange window = window(range, width);
        List<Long> some = search(query, window);
        if (some.isEmpty() && !isLast(window, range)) {
            Optional<List<Long>> rest = everything(query, range.remainingAfter(window.upTo()));
            if (rest.isEmpty()) {
                return byWiderWindows(query, range.remainingAfter(window.upTo()), width, size);
            }
            return rest.get().isEmpty()
                    ? new RecordPage(List.of(), window.upTo(), true)
                    : chunk(query, rest.get(), size);
        }
        return cut(first(query, window, some, size), window, range);
    }

    /** Most models have no negative ids, so the windows begin at the first positive one once that is proved. */
    private RecordPage fromTheStart(Query query, IdRange range, long width, int size) {
        IdRange negative = new IdRange(range.after(), Cursor.min(range.upTo(), Cursor.after(0)));
        Optional<List<Long>> ids = everything(query, negative);
        if (ids.isEmpty()) {
            return byWiderWindows(query, range, width, size);
        }
        return ids.get().isEmpty() && !isLast(negative, range)
                ? byWindow(query, range.remainingAfter(negative.upTo()), size)
                : cut(first(query, negative, ids.get(), size), negative, range);
    }

    /** Crosses a gap before ids that are too many for one list; below the first negative id it may be very wide. */
    private RecordPage byWiderWindows(Query query, IdRange range, long first, int size) {
        IdRange left = range;
        long width = first;
        while (true) {
            IdRange window = window(left, width);
            Optional<List<Long>> some = everything(query, window);
            if (some.isEmpty() && width > size) {
                width /= 2;
                continue;
            }
            List<Long> ids = some.isEmpty() ? search(query, window) : some.get();
            if (!ids.isEmpty() || isLast(window, range)) {
                return cut(first(query, window, ids, size), window, range);
            }
            left = range.remainingAfter(window.upTo());
            width *= 2;
        }
    }

    private static IdRange window(IdRange range, long width) {
        return IdInterval.of(range).window(range.after(), range.upTo(), width);
    }

    private static boolean isLast(IdRange window, IdRange range) {
        return window.upTo().equals(range.upTo());
    }

    /** The first page of a window, whose ids are known. */
    private RecordPage first(Query query, IdRange window, List<Long> ids, int size) {
        return ids.isEmpty() ? new RecordPage(List.of(), window.upTo(), true) : chunk(query, ids, size);
    }

    /** A page of a window as a page of the range, which may go on behind the window. */
    private static RecordPage cut(RecordPage page, IdRange window, IdRange range) {
        return page.end()
                ? new RecordPage(page.records(), page.rejected(), window.upTo(), isLast(window, range))
                : page;
    }

    /** Reads the records of the first ids. The end is reached if there are no more. */
    private RecordPage chunk(Query query, List<Long> ids, int size) {
        Rows rows = reader.chunk(query, ids.subList(0, Math.min(size, ids.size())));
        return page(rows, rows.last(), ids.size() <= size);
    }

    /** All ids in a range, or empty if there are too many for one answer. */
    private Optional<List<Long>> everything(Query query, IdRange range) {
        try {
            return Optional.of(search(query, range));
        } catch (CallFailure failure) {
            if (failure.kind() == Kind.OVERSIZE) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private List<Long> search(Query query, IdRange range) {
        List<Long> ids = api.search(query.model().name().value(), query.in(range), 0);
        if (!ids.isEmpty() && !(contains(range, ids.get(0)) && contains(range, ids.get(ids.size() - 1)))) {
            throw outOfRange(range);
        }
        return ids;
    }

    private static boolean contains(IdRange range, long id) {
        return range.contains(RecordId.of(id));
    }

    private static void check(Rows rows, IdRange range) {
        boolean late = rows.listed() > 0 && !range.contains(rows.last().id());
        if (late || !rows.records().stream().allMatch(row -> range.contains(row.id()))) {
            throw outOfRange(range);
        }
    }

    private static CallFailure outOfRange(IdRange range) {
        return new CallFailure(
                Kind.PROTOCOL_ERROR,
                "the server returned records outside of the range after " + range.after() + " up to " + range.upTo());
    }

    private static RecordPage page(Rows rows, Cursor resumeAfter, boolean end) {
        return new RecordPage(rows.records(), rows.rejected(), resumeAfter, end);
    }

    private static RecordPage plus(Rows rows, RecordPage more) {
        List<SourceRecord> records = new ArrayList<>(rows.records());
        records.addAll(more.records());
        List<RejectedRecord> rejected = new ArrayList<>(rows.rejected());
        rejected.addAll(more.rejected());
        return new RecordPage(records, rejected, more.resumeAfter(), more.end());
    }
}

package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.QuarantinePage;
import java.util.List;
import java.util.function.Function;

/** Pages of listings of which one entry more than wanted was read. */
final class SinkPages {

    private SinkPages() {}

    static IdPage ids(List<IdAndVersion> found, IdRange range, int limit) {
        List<IdAndVersion> page = first(limit, found);
        return new IdPage(page, last(page, IdAndVersion::id, range), page.size() == found.size());
    }

    static QuarantinePage quarantined(List<QuarantinePage.Entry> found, IdRange range, int limit) {
        List<QuarantinePage.Entry> page = first(limit, found);
        return new QuarantinePage(page, last(page, QuarantinePage.Entry::id, range), page.size() == found.size());
    }

    private static <T> List<T> first(int limit, List<T> found) {
        return found.subList(0, Math.min(limit, found.size()));
    }

    private static <T> Cursor last(List<T> page, Function<T, RecordId> id, IdRange range) {
        return page.isEmpty() ? range.after() : Cursor.after(id.apply(page.get(page.size() - 1)));
    }
}

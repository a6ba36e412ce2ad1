package io.syncline.qdrant;

import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Iterates over the records of a model, page by page. */
final class RecordCursor {

    private final Reader reader;
    private Iterator<IdAndVersion> page = List.<IdAndVersion>of().iterator();
    private IdRange rest = IdRange.ALL;
    private boolean end;
    private long records;

    RecordCursor(Reader reader) {
        this.reader = reader;
    }

    /** Returns the next record, or null after the last one. */
    @Nullable IdAndVersion next() {
        while (!page.hasNext()) {
            if (end) {
                return null;
            }
            IdPage read = reader.ids(rest, PointScroll.PAGE);
            page = read.entries().iterator();
            rest = IdRange.after(read.resumeAfter());
            end = read.end();
        }
        records++;
        return page.next();
    }

    /** The number of records returned so far. */
    long records() {
        return records;
    }
}

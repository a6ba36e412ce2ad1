package io.syncline.core.internal.runtime;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RejectedRecord;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.QuarantinePage;
import java.util.List;
import java.util.function.Function;

/**
 * Checks that listings ascend and advance: an adapter that breaks its contract ends a run instead of blocking it, or of losing
 * records.
 *
 * <p>Each method takes a page, the position at which it begins, and the name of the listing for the message. It returns
 * the page if it ascends from there, and is the last one or advances; otherwise it throws a {@link SetupException}.
 */
public final class Advance {

    private Advance() {}

    public static IdPage checked(IdPage page, Cursor after, String listing) {
        Cursor last = ascending(page.entries(), IdAndVersion::id, after, listing);
        require(page.end() || advances(page.resumeAfter(), after, last), listing, page.resumeAfter());
        return page;
    }

    public static RecordPage checked(RecordPage page, Cursor after, String listing) {
        Cursor last = Cursor.max(
                ascending(page.records(), SourceRecord::id, after, listing),
                ascending(page.rejected(), RejectedRecord::id, after, listing));
        require(page.end() || advances(page.resumeAfter(), after, last), listing, page.resumeAfter());
        return page;
    }

    public static QuarantinePage checked(QuarantinePage page, Cursor after, String listing) {
        require(page.end() || page.resumeAfter().compareTo(after) > 0, listing, page.resumeAfter());
        return page;
    }

    /** A position for messages. */
    public static String words(Cursor position) {
        return position.isStart() ? "from the first on" : "after id " + position;
    }

    /** The same for a listing that has an order of its own, in which nobody else can compare positions. */
    public static IdPage moved(IdPage page, Cursor after, String listing) {
        require(page.end() || !page.resumeAfter().equals(after), listing, page.resumeAfter());
        return page;
    }

    /** The same for a listing that has an order of its own, in which nobody else can compare positions. */
    public static QuarantinePage moved(QuarantinePage page, Cursor after, String listing) {
        require(page.end() || !page.resumeAfter().equals(after), listing, page.resumeAfter());
        return page;
    }

    /** Where the last entry is; a listing out of order would skip records without a word. */
    private static <T> Cursor ascending(List<T> entries, Function<T, RecordId> id, Cursor after, String listing) {
        Cursor last = after;
        for (T entry : entries) {
            RecordId next = id.apply(entry);
            if (!last.isBefore(next)) {
                throw new SetupException(listing + ": '" + next + "' comes after '" + last
                        + "', but record ids must ascend, numbers before texts, and texts by code point (see Adding an"
                        + " adapter). With PostgreSQL: ORDER BY key COLLATE \"C\"");
            }
            last = Cursor.after(next);
        }
        return last;
    }

    private static boolean advances(Cursor reached, Cursor after, Cursor last) {
        return reached.compareTo(after) > 0 && reached.compareTo(last) >= 0;
    }

    private static void require(boolean advanced, String listing, Cursor reached) {
        if (!advanced) {
            throw new SetupException(
                    listing + " makes no progress, it resumes at " + reached + ": the adapter violates its contract");
        }
    }
}

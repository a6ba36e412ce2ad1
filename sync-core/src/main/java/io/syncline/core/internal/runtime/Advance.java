package io.syncline.core.internal.runtime;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.vector.QuarantinePage;

/**
 * Checks that listings advance: an adapter that breaks its contract ends a run instead of blocking it.
 *
 * <p>Each method takes a page, the position at which it begins, and the name of the listing for the message. It returns
 * the page if that is the last one or advances, and throws a {@link SetupException} if not.
 */
public final class Advance {

    private Advance() {}

    public static IdPage checked(IdPage page, Cursor after, String listing) {
        require(page.end() || page.resumeAfter().compareTo(after) > 0, listing, page.resumeAfter());
        return page;
    }

    public static RecordPage checked(RecordPage page, Cursor after, String listing) {
        require(page.end() || page.resumeAfter().compareTo(after) > 0, listing, page.resumeAfter());
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

    private static void require(boolean advanced, String listing, Cursor reached) {
        if (!advanced) {
            throw new SetupException(listing + " went backwards to " + reached + ": the adapter violates its contract");
        }
    }
}

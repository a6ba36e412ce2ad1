package io.syncline.core.internal.runtime;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.vector.QuarantinePage;

/**
 * Checks that listings advance: an adapter that breaks its contract ends a run instead of blocking it.
 *
 * <p>Each method takes a page, the id after which it begins, and the name of the listing for the message. It returns
 * the page if that is the last one or advances, and throws a {@link SetupException} if not.
 */
public final class Advance {

    private Advance() {}

    public static IdPage checked(IdPage page, long after, String listing) {
        require(page.end() || page.resumeAfter() > after, listing, page.resumeAfter());
        return page;
    }

    public static RecordPage checked(RecordPage page, long after, String listing) {
        require(page.end() || page.resumeAfter() > after, listing, page.resumeAfter());
        return page;
    }

    public static QuarantinePage checked(QuarantinePage page, long after, String listing) {
        require(page.end() || page.resumeAfter() > after, listing, page.resumeAfter());
        return page;
    }

    private static void require(boolean advanced, String listing, long reached) {
        if (!advanced) {
            throw new SetupException(
                    listing + " went backwards to id " + reached + ": the adapter violates its contract");
        }
    }
}

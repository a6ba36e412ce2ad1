package io.syncline.core.internal.runtime;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.vector.QuarantinePage;

/**
 * Sees to it that listings get on: an adapter that breaks its contract ends a run, rather than keep it busy for ever.
 *
 * <p>Each method takes a page, where it begins, and what is listed, for the message. It answers the page if that is the
 * last one or gets beyond its beginning, and throws a {@link SetupException} if not.
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
                    listing + " went backwards to id " + reached + ": the adapter does not keep its contract");
        }
    }
}

package io.syncline.core;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.IdPage;

/** Sees to it that listings get on: an adapter that breaks its contract ends a run, rather than keep it busy for ever. */
final class Advance {

    private Advance() {}

    /**
     * A page that is the last one or gets beyond its beginning.
     *
     * @param after where it begins
     * @param listing what is listed, for messages
     * @throws SetupException if it does not
     */
    static IdPage checked(IdPage page, long after, String listing) {
        require(page.end() || page.resumeAfter() > after, listing, page.resumeAfter());
        return page;
    }

    static void require(boolean advanced, String listing, long reached) {
        if (!advanced) {
            throw new SetupException(
                    listing + " went backwards to id " + reached + ": the adapter does not keep its contract");
        }
    }
}

package io.syncline.qdrant;

import java.util.List;
import java.util.Optional;

/**
 * The collections behind a name.
 *
 * @param serving the one that serves, or empty if none does
 * @param building the one that is being built to replace it, or empty
 * @param previous the one that a rollback would return to, or empty
 * @param idle those that neither serve nor are being built, in the order they were made; they can be dropped
 */
public record ReindexStatus(
        Optional<String> serving, Optional<String> building, Optional<String> previous, List<String> idle) {

    /** Copies the list. */
    public ReindexStatus {
        idle = List.copyOf(idle);
    }
}

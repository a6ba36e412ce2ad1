package io.syncline.core.port.vector;

import java.util.List;
import java.util.Optional;

/**
 * The collections behind a name.
 *
 * @param serving the serving collection
 * @param building the collection that is being built to replace it
 * @param previous the collection that a rollback returns to
 * @param idle collections that neither serve nor are being built, in the order of their creation; they can be dropped
 */
public record ReindexStatus(
        Optional<String> serving, Optional<String> building, Optional<String> previous, List<String> idle) {

    /** Copies the list. */
    public ReindexStatus {
        idle = List.copyOf(idle);
    }
}

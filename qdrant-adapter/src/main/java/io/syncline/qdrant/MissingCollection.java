package io.syncline.qdrant;

import io.syncline.core.adapter.NearestNames;
import java.util.List;

/**
 * Says that there is no collection of a name, and which one may be meant.
 *
 * @param names what the server has
 * @param name the configured name
 * @param address host and port
 */
record MissingCollection(CollectionNames names, String name, String address) {

    private static final int SUGGESTIONS = 1;

    /**
     * What happened and what to do.
     *
     * @param left collections that may have served under the name
     */
    String message(List<String> left) {
        String missing = "There is no collection '" + name + "' at " + address;
        if (!left.isEmpty()) {
            return missing + ": the alias of that name was lost, and " + String.join(", ", left)
                    + (left.size() == 1
                            ? " still exists. Let it serve again with 'syncline rollback " + left.get(0)
                                    + "', or run a sync with its embedder"
                            : " still exist. Choose the one that serves with 'syncline rollback COLLECTION'");
        }
        return missing
                + NearestNames.to(name, names.all(), SUGGESTIONS).stream()
                        .map(near -> ". Did you mean '" + near + "'?")
                        .findFirst()
                        .orElse(".")
                + " Run a sync to create it";
    }
}

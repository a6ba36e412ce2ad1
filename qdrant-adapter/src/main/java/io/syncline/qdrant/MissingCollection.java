package io.syncline.qdrant;

import io.syncline.core.adapter.NearestNames;
import java.util.Collection;

/**
 * Says that there is no collection of a name, and which one may be meant.
 *
 * @param names the collections of the server
 * @param name the configured name
 * @param address host and port
 */
record MissingCollection(CollectionNames names, String name, String address) {

    private static final int SUGGESTIONS = 1;

    String message() {
        String missing = "There is no collection '" + name + "' at " + address;
        Collection<String> left = names.generations().values();
        if (!left.isEmpty()) {
            return missing + ": the alias of that name was lost, and "
                    + String.join(", ", left) + " still " + (left.size() == 1 ? "exists" : "exist")
                    + ". Let it serve again with 'syncline rollback "
                    + left.iterator().next() + "', or run a sync";
        }
        return missing
                + NearestNames.to(name, names.all(), SUGGESTIONS).stream()
                        .map(near -> ". Did you mean '" + near + "'?")
                        .findFirst()
                        .orElse(".")
                + " Run a sync to create it";
    }
}

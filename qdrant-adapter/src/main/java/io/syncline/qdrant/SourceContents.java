package io.syncline.qdrant;

import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SourceContent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lists what a collection holds by source and model.
 *
 * @param connection the server
 * @param target the collection
 * @param random chooses the tokens of marks
 */
record SourceContents(QdrantConnection connection, Target target, Supplier<UUID> random) {

    /** The models that have records, ordered by source and model. */
    List<SourceContent> list() {
        Marks marks = new Marks(connection, target, random);
        List<SourceContent> contents = new ArrayList<>();
        for (ModelKey key : new ModelKeys(connection, target).all()) {
            long records = new Reader(connection, target, key).count();
            if (records > 0) {
                contents.add(new SourceContent(key, records, marks.database(key)));
            }
        }
        return contents;
    }
}

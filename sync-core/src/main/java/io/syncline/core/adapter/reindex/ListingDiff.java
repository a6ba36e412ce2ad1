package io.syncline.core.adapter.reindex;

import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ModelKey;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the records of models in two collections that list them in the order of their ids, see
 * {@link VectorSink#listsInOrder}. Memory use is constant.
 *
 * @param serving the serving collection
 * @param building the new collection
 */
public record ListingDiff(Listing serving, Listing building) {

    /** Lists the records of a model in the order of their ids, as {@link VectorSink#ids} does. */
    @FunctionalInterface
    public interface Listing {

        /** See {@link VectorSink#ids}. */
        IdPage ids(ModelKey key, IdRange range, int limit);
    }

    private static final int PAGE = 1000;

    /**
     * Compares a model.
     *
     * @param key the model
     * @param diff takes the differences
     * @param common takes the records that both have
     */
    public ModelComparison compare(ModelKey key, ModelDiff diff, Consumer<IdAndVersion> common) {
        Records left = new Records(serving, key);
        Records right = new Records(building, key);
        IdAndVersion wanted = left.next();
        IdAndVersion found = right.next();
        while (wanted != null) {
            int order = found == null ? -1 : wanted.id().compareTo(found.id());
            if (order < 0) {
                diff.missing(wanted.id());
                wanted = left.next();
                continue;
            }
            if (order == 0 && found != null) {
                diff.found(found, wanted.version());
                common.accept(found);
                wanted = left.next();
            }
            found = right.next();
        }
        while (found != null) {
            found = right.next();
        }
        return diff.result(left.count, right.count);
    }

    /** The records of a model, page by page. */
    private static final class Records {

        private final Listing listing;
        private final ModelKey key;
        private Iterator<IdAndVersion> page = List.<IdAndVersion>of().iterator();
        private IdRange rest = IdRange.ALL;
        private boolean end;
        private long count;

        Records(Listing listing, ModelKey key) {
            this.listing = listing;
            this.key = key;
        }

        /** The next record, or null after the last one. */
        @Nullable IdAndVersion next() {
            while (!page.hasNext()) {
                if (end) {
                    return null;
                }
                IdPage read = listing.ids(key, rest, PAGE);
                page = read.entries().iterator();
                rest = IdRange.after(read.resumeAfter());
                end = read.end();
            }
            count++;
            return page.next();
        }
    }
}

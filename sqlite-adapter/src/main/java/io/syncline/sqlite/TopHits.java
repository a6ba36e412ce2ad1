package io.syncline.sqlite;

import io.syncline.api.RecordId;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the best hits of a scan, at most one chunk per record. Chunks must be added by ascending model name and record
 * id; of equal scores the earlier one wins.
 */
final class TopHits implements ScoredChunks {

    /**
     * A hit.
     *
     * @param model of the record
     * @param record id of the record
     * @param chunk index of its best chunk
     * @param score cosine similarity
     */
    record Hit(Models.Stored model, RecordId record, int chunk, float score) {}

    private static final Comparator<Hit> BEST_FIRST = Comparator.comparingDouble(Hit::score)
            .reversed()
            .thenComparing(hit -> hit.model().name())
            .thenComparing(Hit::record);

    private final int limit;
    private final PriorityQueue<Hit> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());
    private Models.@Nullable Stored model;
    private @Nullable RecordId record;
    private int chunk;
    private float score;

    TopHits(int limit) {
        this.limit = limit;
    }

    /** Takes only chunks of some records. */
    ScoredChunks only(Set<RecordId> records) {
        return (ofModel, ofRecord, index, similarity) -> {
            if (records.contains(ofRecord)) {
                add(ofModel, ofRecord, index, similarity);
            }
        };
    }

    @Override
    public void add(Models.Stored ofModel, RecordId ofRecord, int index, float similarity) {
        if (!ofRecord.equals(record) || !ofModel.equals(model)) {
            flush();
            model = ofModel;
            record = ofRecord;
            chunk = index;
            score = similarity;
        } else if (similarity > score) {
            chunk = index;
            score = similarity;
        }
    }

    private void flush() {
        if (model == null || record == null) {
            return;
        }
        Hit worst = worstFirst.size() < limit ? null : worstFirst.peek();
        if (worst == null) {
            worstFirst.add(new Hit(model, record, chunk, score));
        } else if (score > worst.score()) {
            worstFirst.remove();
            worstFirst.add(new Hit(model, record, chunk, score));
        }
        model = null;
    }

    /** The hits by descending score. */
    List<Hit> best() {
        flush();
        return worstFirst.stream().sorted(BEST_FIRST).toList();
    }
}

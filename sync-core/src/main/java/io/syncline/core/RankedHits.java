package io.syncline.core;

import io.syncline.api.SearchHit;
import java.util.List;

/**
 * The best hits of a search.
 *
 * @param hits by descending rank
 * @param complete whether there are no others
 */
record RankedHits(List<SearchHit> hits, boolean complete) {

    RankedHits {
        hits = List.copyOf(hits);
    }
}

package io.syncline.core;

import io.syncline.api.SearchHit;
import java.util.List;

/** Decides which hits of a search are returned, where the sink cannot. */
@FunctionalInterface
interface HitCheck {

    /** Keeps all hits. */
    HitCheck NONE = hits -> hits;

    /**
     * Checks hits.
     *
     * @param hits hits that were not checked before, by descending rank
     * @return those of them that are kept
     */
    List<SearchHit> keep(List<SearchHit> hits);
}

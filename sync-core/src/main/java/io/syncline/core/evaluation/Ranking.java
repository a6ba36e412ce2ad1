package io.syncline.core.evaluation;

import io.syncline.api.SearchHit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * At which ranks one search found the expected records.
 *
 * @param expected the records that it should have found
 * @param found the records that it returned, best first
 * @param answering the ranks of expected records that show what the question asks for, ascending, from 1
 */
record Ranking(Set<ExpectedRecord> expected, List<ExpectedRecord> found, List<Integer> answering) {

    /** Copies the collections. */
    Ranking {
        expected = Set.copyOf(expected);
        found = List.copyOf(found);
        answering = List.copyOf(answering);
    }

    static Ranking of(Set<ExpectedRecord> expected, List<SearchHit> hits, ShownFacts facts) {
        List<ExpectedRecord> found = new ArrayList<>();
        List<Integer> answering = new ArrayList<>();
        for (SearchHit hit : hits) {
            ExpectedRecord record = new ExpectedRecord(hit.model(), hit.id());
            found.add(record);
            if (expected.contains(record) && facts.areIn(hit)) {
                answering.add(found.size());
            }
        }
        return new Ranking(expected, found, answering);
    }

    boolean isAnswered(int k) {
        return !answering.isEmpty() && answering.get(0) <= k;
    }

    /** The ranks up to k of the expected records, ascending, from 1. */
    List<Integer> ranks(int k) {
        List<Integer> ranks = new ArrayList<>();
        for (int i = 0; i < Math.min(k, found.size()); i++) {
            if (expected.contains(found.get(i))) {
                ranks.add(i + 1);
            }
        }
        return ranks;
    }

    /** The gain of the ranks in parts of the largest that so many answers can have. */
    double ndcg(int k, boolean anySuffices) {
        List<Integer> ranks = ranks(k);
        if (anySuffices) {
            return ranks.isEmpty() ? 0 : gain(ranks.get(0));
        }
        double ideal = 0;
        for (int rank = 1; rank <= Math.min(k, expected.size()); rank++) {
            ideal += gain(rank);
        }
        return ranks.stream().mapToDouble(Ranking::gain).sum() / ideal;
    }

    private static double gain(int rank) {
        return Math.log(2) / Math.log(rank + 1.0);
    }
}

package io.syncline.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.HitRanks;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HitSelectionTest {

    private static final ModelName DESK = ModelName.of("desk");

    private final List<Integer> ranked = new ArrayList<>();
    private final List<Long> checked = new ArrayList<>();

    /** Records from 1 on, of which there are so many. */
    private HitSelection.Ranking records(int existing) {
        return limit -> {
            ranked.add(limit);
            List<SearchHit> hits = LongStream.rangeClosed(1, Math.min(existing, limit))
                    .mapToObj(id -> new SearchHit(DESK, RecordId.of(id), 0.5, "", 0, Map.of(), HitRanks.byMeaning(1)))
                    .toList();
            return new RankedHits(hits, hits.size() < limit);
        };
    }

    private List<Long> selected(int limit, int offset, HitCheck check, int existing) {
        SearchRequest request =
                SearchRequest.builder().query("x").limit(limit).offset(offset).build();
        return new HitSelection(request, check)
                .select(records(existing)).stream()
                        .map(hit -> hit.id().number())
                        .toList();
    }

    private HitCheck everyTenth() {
        return hits -> {
            hits.forEach(hit -> checked.add(hit.id().number()));
            return hits.stream().filter(hit -> hit.id().number() % 10 == 0).toList();
        };
    }

    @Test
    void bestHitsShouldBeSelectedByOneRanking() {
        assertThat(selected(3, 0, HitCheck.NONE, 100)).containsExactly(1L, 2L, 3L);
        assertThat(ranked).containsExactly(3);
    }

    @Test
    void pagesShouldContinueEachOther() {
        assertThat(selected(3, 3, HitCheck.NONE, 100)).containsExactly(4L, 5L, 6L);
        assertThat(selected(3, 99, HitCheck.NONE, 100)).containsExactly(100L);
        assertThat(selected(3, 100, HitCheck.NONE, 100)).isEmpty();
    }

    @Test
    void moreHitsShouldBeRankedUntilEnoughAreKept() {
        assertThat(selected(3, 1, everyTenth(), 5000)).containsExactly(20L, 30L, 40L);
        assertThat(ranked).containsExactly(4, 16, 64);
        assertThat(checked).as("each hit once").doesNotHaveDuplicates().hasSize(64);
    }

    @Test
    void rankingShouldEndWhereThereAreNoMoreHits() {
        assertThat(selected(5, 0, everyTenth(), 25)).containsExactly(10L, 20L);
        assertThat(ranked).containsExactly(5, 20, 80);
    }

    @Test
    void rankingShouldEndAtItsBound() {
        assertThat(selected(10, 0, hits -> List.of(), 1_000_000)).isEmpty();
        assertThat(ranked).last().isEqualTo(1000);
    }
}

package io.syncline.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.HitRanks;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SearchHit;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkHit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RankFusionTest {

    private static final ModelName DESKS = ModelName.of("desk");

    private static SinkHit hit(long id, String text) {
        return new SinkHit(DESKS, RecordId.of(id), 0.5, text, 0, Payload.EMPTY);
    }

    private static List<SinkHit> hits(String text, long... ids) {
        return LongStream.of(ids).mapToObj(id -> hit(id, text)).toList();
    }

    private static List<Long> ids(List<SearchHit> hits) {
        return hits.stream().map(hit -> hit.id().number()).toList();
    }

    @Test
    void recordOfBothRankingsShouldComeFirst() {
        assertThat(ids(RankFusion.fuse(hits("m", 1, 2, 3), hits("w", 4, 3, 5)))).containsExactly(3L, 1L, 4L, 2L, 5L);
    }

    @Test
    void ranksShouldBeReported() {
        List<SearchHit> fused = RankFusion.fuse(hits("m", 1, 2), hits("w", 2, 3));
        assertThat(fused)
                .extracting(SearchHit::ranks)
                .containsExactly(
                        new HitRanks(OptionalInt.of(2), OptionalInt.of(1)),
                        new HitRanks(OptionalInt.of(1), OptionalInt.empty()),
                        new HitRanks(OptionalInt.empty(), OptionalInt.of(2)));
    }

    @Test
    void chunkShouldBeThatOfTheBetterRank() {
        List<SearchHit> fused = RankFusion.fuse(hits("m", 1, 2, 3), hits("w", 2, 1, 3));
        assertThat(fused).extracting(hit -> hit.id().number() + hit.text()).containsExactly("1m", "2w", "3m");
    }

    @Test
    void oneRankingShouldKeepItsOrder() {
        assertThat(ids(RankFusion.fuse(hits("m", 9, 1, 5), List.of()))).startsWith(9L, 1L);
        assertThat(ids(RankFusion.fuse(List.of(), hits("w", 9, 1, 5)))).startsWith(9L, 1L);
    }

    @Test
    void recordOfAnotherModelShouldBeAnotherRecord() {
        SinkHit chair = new SinkHit(ModelName.of("chair"), RecordId.of(1), 0.5, "w", 0, Payload.EMPTY);
        assertThat(RankFusion.fuse(hits("m", 1), List.of(chair)))
                .extracting(hit -> hit.model().value())
                .containsExactly("chair", "desk");
    }

    @Test
    void firstOfOneRankingShouldBeatTheMiddleOfBoth() {
        List<SinkHit> meaning =
                new ArrayList<>(hits("m", LongStream.rangeClosed(100, 119).toArray()));
        List<SinkHit> words =
                new ArrayList<>(hits("w", LongStream.rangeClosed(200, 219).toArray()));
        meaning.add(hit(1, "m"));
        words.add(hit(1, "w"));
        assertThat(ids(RankFusion.fuse(meaning, words).subList(0, 3)))
                .startsWith(100L, 200L)
                .doesNotContain(1L);
    }

    @Test
    void rankingsShouldBeDeepEnoughForTheLimit() {
        assertThat(RankFusion.depth(1)).isEqualTo(50);
        assertThat(RankFusion.depth(100)).isEqualTo(200);
        assertThat(RankFusion.depth(1000)).isEqualTo(1000);
    }
}

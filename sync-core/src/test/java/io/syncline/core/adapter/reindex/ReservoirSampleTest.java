package io.syncline.core.adapter.reindex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReservoirSampleTest {

    @Test
    void sampleShouldHaveEveryPointWhenThereAreFew() {
        assertThat(sample(3)).containsExactlyElementsOf(ids(3));
    }

    @Test
    void sampleShouldHaveAFixedNumberOfDifferentPointsWhenThereAreMany() {
        assertThat(sample(10_000))
                .hasSize(ReservoirSample.SIZE)
                .doesNotHaveDuplicates()
                .isSubsetOf(ids(10_000));
    }

    @Test
    void sampleShouldBeTheSameForTheSamePoints() {
        assertThat(sample(10_000)).isEqualTo(sample(10_000));
    }

    @Test
    void sampleShouldCoverTheWholeRange() {
        long late = sample(10_000).stream()
                .filter(id -> id.getLeastSignificantBits() > 5_000)
                .count();

        assertThat(late).isBetween(10L, 40L);
    }

    private static List<UUID> sample(long points) {
        ReservoirSample<UUID> sample = new ReservoirSample<>();
        ids(points).forEach(sample::add);
        return sample.points();
    }

    private static List<UUID> ids(long points) {
        return LongStream.rangeClosed(1, points).mapToObj(id -> new UUID(0, id)).toList();
    }
}

package io.syncline.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import org.junit.jupiter.api.Test;

class TopHitsTest {

    private static final Models.Stored A = new Models.Stored(1, ModelName.of("a.model"), 0);
    private static final Models.Stored B = new Models.Stored(2, ModelName.of("b.model"), 0);

    @Test
    void hitsShouldBeTheBestRecordsByDescendingScore() {
        TopHits hits = new TopHits(2);
        hits.add(A, RecordId.of(1), 0, 0.1f);
        hits.add(A, RecordId.of(2), 0, 0.9f);
        hits.add(B, RecordId.of(1), 0, 0.5f);

        assertThat(hits.best())
                .containsExactly(
                        new TopHits.Hit(A, RecordId.of(2), 0, 0.9f), new TopHits.Hit(B, RecordId.of(1), 0, 0.5f));
    }

    @Test
    void recordShouldBeAHitOnceByItsBestChunk() {
        TopHits hits = new TopHits(3);
        hits.add(A, RecordId.of(1), 0, 0.1f);
        hits.add(A, RecordId.of(1), 1, 0.9f);
        hits.add(A, RecordId.of(1), 2, 0.9f);
        hits.add(B, RecordId.of(1), 0, 0.2f);

        assertThat(hits.best())
                .containsExactly(
                        new TopHits.Hit(A, RecordId.of(1), 1, 0.9f), new TopHits.Hit(B, RecordId.of(1), 0, 0.2f));
    }

    @Test
    void earlierRecordShouldWinWhenScoresAreEqual() {
        TopHits hits = new TopHits(2);
        hits.add(A, RecordId.of(1), 0, 0.5f);
        hits.add(A, RecordId.of(2), 0, 0.5f);
        hits.add(B, RecordId.of(1), 0, 0.5f);

        assertThat(hits.best())
                .containsExactly(
                        new TopHits.Hit(A, RecordId.of(1), 0, 0.5f), new TopHits.Hit(A, RecordId.of(2), 0, 0.5f));
    }

    @Test
    void thereShouldBeNoHitWithoutAChunk() {
        assertThat(new TopHits(2).best()).isEmpty();
    }
}

package io.syncline.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Points.ScoredPoint;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.filter.Condition;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.SinkQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search costs whose condition the server cannot express, so that it finds many points that do not satisfy it. */
class SearchRoundsTest {

    private static final ModelKey KEY = new ModelKey("erp", ModelName.of("note"));
    private static final String NAME = "quote\"d";

    private final List<SearchPage> pages = new ArrayList<>();

    private static Target target(int queryLimit) {
        return ImmutableTarget.builder()
                .collection("notes")
                .filling("filling")
                .vector("vector")
                .sparseVector("words")
                .dimension(2)
                .guardedByServer(true)
                .writes(new WriteLimits(100, 1_000_000, 1))
                .writesBeforePause(Integer.MAX_VALUE)
                .readLimit(queryLimit)
                .queryLimit(queryLimit)
                .idsPerFilter(1000)
                .filtersByAnyField(true)
                .words(Target.WordVectors.ABSENT)
                .bulkLoading(false)
                .build();
    }

    /** A server that finds some points, numbered by their rank from 1. */
    private Collection<ChunkHit> search(int points, int queryLimit, Condition where) {
        SinkQuery query = SinkQuery.builder()
                .source(KEY.source())
                .model(KEY.model())
                .embedding(Embedding.of(1f, 0f))
                .where(where)
                .limit(10)
                .build();
        io.qdrant.client.grpc.Common.Condition everything =
                PointFilters.keyword(PayloadFields.MODEL_NAME, KEY.model().value());
        FoundScope scope = new FoundScope(query, Optional.of(everything), false, false);
        return new SearchRounds(target(queryLimit), scope, page -> {
                    pages.add(page);
                    List<ScoredPoint> found = new ArrayList<>();
                    for (int rank = page.offset() + 1; rank <= Math.min(points, page.offset() + page.limit()); rank++) {
                        found.add(point(rank));
                    }
                    return found;
                })
                .collect();
    }

    private static ScoredPoint point(int rank) {
        RecordId record = RecordId.of(rank);
        return ScoredPoint.newBuilder()
                .setId(PointFilters.pointId(PointId.of(PointId.prefix(KEY, PointId.Kind.of(record)), record, 0)))
                .setScore(1f / rank)
                .putPayload(
                        PayloadFields.MODEL_NAME, PayloadValues.of(KEY.model().value()))
                .putPayload(PayloadFields.RECORD_ID, PayloadValues.of(record))
                .putPayload(NAME, PayloadValues.of((long) rank))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"10000, 10000, 10", "10000, 1000, 16", "100000, 10000, 20"})
    void requestsShouldGrowWithTheLogarithmOfWhatTheServerFinds(int points, int queryLimit, int requests) {
        assertThat(search(points, queryLimit, Condition.equal(NAME, points)))
                .extracting(hit -> hit.owner().record().number())
                .containsExactly((long) points);
        assertThat(pages).hasSizeLessThanOrEqualTo(requests);
        assertThat(pages).extracting(SearchPage::limit).allMatch(limit -> limit <= queryLimit);
        assertThat(pages.stream().mapToInt(SearchPage::limit).sum())
                .as("points that are transferred")
                .isLessThanOrEqualTo(2 * points);
    }

    @Test
    void pagesShouldEndWhenThereAreEnoughRecords() {
        assertThat(search(10_000, 10_000, Condition.atMost(NAME, 50))).hasSizeGreaterThanOrEqualTo(10);
        assertThat(pages).hasSize(1);
    }
}

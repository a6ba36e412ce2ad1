package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.PRODUCTS;
import static io.syncline.qdrant.Documents.SCHEMA;
import static io.syncline.qdrant.Documents.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.VectorInput;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.vector.SinkMark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The mark of a model is a point that nothing but the mark itself can find. */
class MarkTest extends AbstractProxyTest {

    private static final SinkMark FIRST = new SinkMark(3, Optional.of("5f0d6a8c"));

    @Test
    void markShouldBeAPointWithoutVectorAndWithATypeOfItsOwn() {
        sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, FIRST);

        List<RetrievedPoint> all = server.all(name);
        assertThat(all).hasSize(1);
        assertThat(all.get(0).getVectors().getVectors().getVectorsCount()).isZero();
        Map<String, Value> payload = all.get(0).getPayloadMap();
        assertThat(payload)
                .containsEntry("source", PayloadValues.of(PARTNERS.source()))
                .containsEntry("model_name", PayloadValues.of(PARTNERS.model().value()))
                .containsEntry("point_type", PayloadValues.of("mark"))
                .containsEntry("mark", PayloadValues.of(3))
                .containsEntry("database", PayloadValues.of("5f0d6a8c"));
    }

    @Test
    void markShouldBeFoundByNoSearchOfAnybody() {
        sink.upsert(PARTNERS, 1, documents(1, 3, 1));
        sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, FIRST);

        var hits = server.points()
                .query(QueryPoints.newBuilder()
                        .setCollectionName(name)
                        .setUsing("text")
                        .setQuery(Query.newBuilder()
                                .setNearest(VectorInput.newBuilder().setDense(PointCodec.dense(Documents.atCosine(1)))))
                        .setLimit(100)
                        .build())
                .getResultList();
        assertThat(hits).as("a search without any filter").hasSize(3);
        assertThat(count(Filter.newBuilder()
                        .addMust(PointFilters.keyword("point_type", "data"))
                        .build()))
                .isEqualTo(3);
        assertThat(sink.count(PARTNERS)).isEqualTo(3);
        assertThat(sink.contents())
                .singleElement()
                .satisfies(content -> assertThat(content.records()).isEqualTo(3));
    }

    @Test
    void markShouldBeIgnoredByTheComparisonOfAReindex() {
        sink.upsert(PARTNERS, 1, documents(1, 3, 1));
        sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, FIRST);
        sink.raiseMark(PRODUCTS, sink.open(SCHEMA).id(), 0, FIRST);
        try (QdrantReindex reindex = server.sink(name).reindex()) {
            try (var building = reindex.begin(SCHEMA, java.util.Set.of(PARTNERS.source()))) {
                assertThat(building.mark(PARTNERS)).as("of the new filling").isEmpty();
                building.upsert(PARTNERS, 1, documents(1, 3, 1));
                building.raiseMark(PARTNERS, building.open(SCHEMA).id(), 0, FIRST);
            }
            assertThat(reindex.models()).containsExactly(PARTNERS);
            assertThat(reindex.indexed()).isTrue();
            assertThat(reindex.switchOver().switched()).isTrue();
        }
        server.drop(name + "-g2");
    }

    @Test
    void markShouldBeRaisedWhenTheServerIsStrict() {
        server.collections()
                .update(UpdateCollection.newBuilder()
                        .setCollectionName(name)
                        .setStrictModeConfig(StrictModeConfig.newBuilder()
                                .setEnabled(true)
                                .setUnindexedFilteringRetrieve(false)
                                .setUnindexedFilteringUpdate(false))
                        .build());

        assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, FIRST)).isTrue();
        assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 3, new SinkMark(4, Optional.empty())))
                .isTrue();
        assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 3, new SinkMark(5, Optional.empty())))
                .isFalse();
        assertThat(sink.mark(PARTNERS)).contains(new SinkMark(4, Optional.empty()));
    }

    @Test
    void markOfAHybridCollectionShouldBeStored() {
        String hybrid = server.freshName();
        try (QdrantVectorSink words = server.sink(hybrid).hybrid(true).build()) {
            words.prepare(SCHEMA);
            words.upsert(PARTNERS, 1, documents(1, 3, 1));
            assertThat(words.raiseMark(PARTNERS, words.open(SCHEMA).id(), 0, FIRST))
                    .isTrue();
            assertThat(words.raiseMark(PARTNERS, words.open(SCHEMA).id(), 3, new SinkMark(9, Optional.empty())))
                    .isTrue();
            assertThat(words.mark(PARTNERS)).contains(new SinkMark(9, Optional.empty()));
        }
        server.drop(hybrid + "-g1");
    }

    @Test
    void markShouldBeRaisedInAnOptimisedSegment() {
        sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, FIRST);
        OptimisedSegments.make(server, name, () -> sink.upsert(PARTNERS, 1, documents(1, 3_000, 1)), 1);

        assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 3, new SinkMark(4, Optional.empty())))
                .isTrue();

        assertThat(sink.mark(PARTNERS)).as("without the old database").contains(new SinkMark(4, Optional.empty()));
        assertThat(sink.count(PARTNERS)).isEqualTo(3_000);
    }

    @Test
    void anotherProcessShouldNotBeOvertaken() {
        proxy.on("Points/SetPayload", (request, backend) -> {
            try (QdrantVectorSink other = server.sink(name).build()) {
                other.open(SCHEMA);
                other.raiseMark(PARTNERS, other.open(SCHEMA).id(), 3, new SinkMark(4, Optional.of("other")));
            }
            return backend.call(request);
        });
        sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, FIRST);

        assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 3, new SinkMark(4, Optional.of("mine"))))
                .isFalse();

        assertThat(sink.mark(PARTNERS)).contains(new SinkMark(4, Optional.of("other")));
    }

    @Test
    void onlyOneOfTwoProcessesShouldStoreTheFirstMark() {
        proxy.on("Points/Upsert", (request, backend) -> {
            try (QdrantVectorSink other = server.sink(name).build()) {
                other.open(SCHEMA);
                other.raiseMark(PARTNERS, other.open(SCHEMA).id(), 0, new SinkMark(1, Optional.of("other")));
            }
            return backend.call(request);
        });

        assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, new SinkMark(1, Optional.of("mine"))))
                .isFalse();

        assertThat(sink.mark(PARTNERS)).contains(new SinkMark(1, Optional.of("other")));
    }

    @Test
    void outcomeShouldBeUnknownWhenTheAnswerIsLostOrCannotBeConfirmed() {
        sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, FIRST);
        proxy.on("Points/SetPayload", (request, backend) -> {
            backend.call(request);
            throw Status.UNAVAILABLE.withDescription("Connection reset").asRuntimeException();
        });
        assertThatThrownBy(() -> sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 3, new SinkMark(4, Optional.empty())))
                .isInstanceOf(UnknownOutcomeException.class);
        assertThat(sink.mark(PARTNERS)).contains(new SinkMark(4, Optional.empty()));

        proxy.on("Points/SetPayload", (request, backend) -> {
            byte[] answer = backend.call(request);
            proxy.on("Points/Get", (get, server) -> {
                throw Status.UNAVAILABLE.withDescription("Connection reset").asRuntimeException();
            });
            return answer;
        });
        assertThatThrownBy(() -> sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 4, new SinkMark(5, Optional.empty())))
                .isInstanceOf(UnknownOutcomeException.class);
        proxy.clear();
        assertThat(sink.mark(PARTNERS)).contains(new SinkMark(5, Optional.empty()));
    }

    @Test
    void outcomeShouldBeUnknownWhenAnotherProcessHasRaisedItFurther() {
        sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, FIRST);
        proxy.on("Points/SetPayload", (request, backend) -> {
            byte[] answer = backend.call(request);
            try (QdrantVectorSink other = server.sink(name).build()) {
                other.open(SCHEMA);
                other.raiseMark(PARTNERS, other.open(SCHEMA).id(), 4, new SinkMark(9, Optional.empty()));
            }
            return answer;
        });

        assertThatThrownBy(() -> sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 3, new SinkMark(4, Optional.empty())))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("it is 9 by now");
    }

    private long count(Filter filter) {
        return server.points()
                .count(CountPoints.newBuilder()
                        .setCollectionName(name)
                        .setFilter(filter)
                        .setExact(true)
                        .build())
                .getResult()
                .getCount();
    }
}

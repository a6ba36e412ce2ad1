package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.syncline.api.RecordId;
import io.syncline.api.StrayPoint;
import io.syncline.core.port.StrayPoints;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.RecordStamp;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Points of a sync of which another program has changed the payload. */
class DamagedPointsTest extends AbstractProxyTest {

    private static final RecordId RECORD = RecordId.of(7);

    @ParameterizedTest
    @ValueSource(strings = {"source", "model_name", "point_type"})
    void pointThatNamesItsOwnerInAListShouldBeMissingEverywhereUntilItIsWritten(String field) {
        sink.upsert(PARTNERS, 1, List.of(document(7, 1, 1), document(8, 1, 1)));
        set(field, list(stored(field)));

        assertThat(sink.stamps(PARTNERS, List.of(RECORD))).isEmpty();
        assertThat(sink.ids(PARTNERS, IdRange.ALL, 10).entries()).hasSize(1);
        assertThat(sink.count(PARTNERS)).isEqualTo(1);
        assertThat(strays()).extracting(StrayPoint::kind).containsExactly(StrayPoint.Kind.DAMAGED);

        sink.upsert(PARTNERS, 2, List.of(document(7, 1, 1)));

        assertThat(stamp().orElseThrow().intact()).isTrue();
        assertThat(strays()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "model_name"})
    void pointThatNamesAnotherOwnerInAListShouldBeForeign(String field) {
        sink.upsert(PARTNERS, 1, List.of(document(7, 1, 1)));
        set(field, list(stored(field), "another"));

        assertThat(strays()).extracting(StrayPoint::kind).containsExactly(StrayPoint.Kind.FOREIGN);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void stampShouldNotBeIntactUntilADamagedPointIsWritten(String field, Value value) {
        sink.upsert(PARTNERS, 1, List.of(document(7, 1, 2)));
        set(field, value);

        assertThat(stamp().map(RecordStamp::intact)).isNotEqualTo(Optional.of(true));

        sink.upsert(PARTNERS, 2, List.of(document(7, 1, 2)));

        assertThat(stamp().orElseThrow().intact()).isTrue();
    }

    static Stream<Arguments> damages() {
        Value none = Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();
        return Stream.of(
                Arguments.of("text", none),
                Arguments.of("text", PayloadValues.of("")),
                Arguments.of("text", list()),
                Arguments.of("chunk_index", none),
                Arguments.of("chunk_index", PayloadValues.of(1)),
                Arguments.of("chunk_index", PayloadValues.of("0")),
                Arguments.of("chunk_count", PayloadValues.of("2")),
                Arguments.of("source_version", none),
                Arguments.of("source_version", PayloadValues.of("1")),
                Arguments.of("epoch", none),
                Arguments.of("epoch", PayloadValues.of("abc")),
                Arguments.of("content_hash", PayloadValues.of(5)),
                Arguments.of("fingerprint", none));
    }

    private Optional<RecordStamp> stamp() {
        return Optional.ofNullable(sink.stamps(PARTNERS, List.of(RECORD)).get(RECORD));
    }

    private List<StrayPoint> strays() {
        return sink.strays(PARTNERS, StrayPoints.START, 10).points();
    }

    private static String stored(String field) {
        return switch (field) {
            case "source" -> PARTNERS.source();
            case "model_name" -> PARTNERS.model().value();
            default -> "data";
        };
    }

    private static Value list(String... texts) {
        ListValue.Builder list = ListValue.newBuilder();
        Stream.of(texts).map(PayloadValues::of).forEach(list::addValues);
        return Value.newBuilder().setListValue(list).build();
    }

    private void set(String field, Value value) {
        server.points()
                .setPayload(SetPayloadPoints.newBuilder()
                        .setCollectionName(name)
                        .setWait(true)
                        .putPayload(field, value)
                        .setPointsSelector(PointsSelector.newBuilder()
                                .setPoints(PointsIdsList.newBuilder()
                                        .addIds(PointFilters.pointId(
                                                PointId.of(PointId.prefix(PARTNERS, PointId.Kind.NUMBER), RECORD, 0)))))
                        .build());
    }
}

package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.HasIdCondition;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Common.RepeatedIntegers;
import io.qdrant.client.grpc.Common.RepeatedStrings;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Conditions on points. An empty filter matches every point, also for a deletion, so none is ever made. */
final class Filters {

    private static final long FIRST_INEXACT = 1L << 53;

    /** The two types of points that are Syncline's. */
    static final Condition ANY = match(
            Fields.POINT_TYPE,
            Match.newBuilder()
                    .setKeywords(
                            RepeatedStrings.newBuilder().addStrings(Fields.DATA).addStrings(Fields.QUARANTINED)));

    private Filters() {}

    /** Points of one model of one source, in quarantine or not, and nobody else's. */
    static Filter.Builder ownedBy(ModelKey key) {
        return ofSource(key.source(), ANY)
                .addMust(keyword(Fields.MODEL_NAME, key.model().value()));
    }

    /** Points of one model of one source that are in quarantine. */
    static Filter.Builder quarantined(ModelKey key) {
        return ofSource(key.source(), keyword(Fields.POINT_TYPE, Fields.QUARANTINED))
                .addMust(keyword(Fields.MODEL_NAME, key.model().value()));
    }

    /** Points of one source, in quarantine or not. */
    static Filter.Builder ofSource(String source) {
        return ofSource(source, ANY);
    }

    private static Filter.Builder ofSource(String source, Condition type) {
        return Filter.newBuilder().addMust(keyword(Fields.SOURCE, source)).addMust(type);
    }

    /** Points of some records of a model. */
    static Filter.Builder ofRecords(ModelKey key, Collection<RecordId> ids) {
        return ownedBy(key).addMust(anyRecord(ids));
    }

    /** What a search looks for, less the records that it has found already. */
    static Filter wanted(SinkQuery query, Collection<Owner> found, int idsPerFilter) {
        Condition type = query.includeQuarantined() ? ANY : keyword(Fields.POINT_TYPE, Fields.DATA);
        Filter.Builder filter = ofSource(query.source(), type);
        query.model().ifPresent(model -> filter.addMust(keyword(Fields.MODEL_NAME, model.value())));
        Map<ModelName, List<RecordId>> byModel = new TreeMap<>();
        found.forEach(owner -> byModel.computeIfAbsent(owner.model(), model -> new ArrayList<>())
                .add(owner.record()));
        byModel.forEach((model, ids) -> Lists.partition(ids, idsPerFilter)
                .forEach(part -> filter.addMustNot(nested(Filter.newBuilder()
                        .addMust(keyword(Fields.MODEL_NAME, model.value()))
                        .addMust(anyRecord(part))))));
        return filter.build();
    }

    static Condition anyRecord(Collection<RecordId> ids) {
        RepeatedIntegers.Builder values = RepeatedIntegers.newBuilder();
        ids.forEach(id -> values.addIntegers(id.value()));
        return match(Fields.RECORD_ID, Match.newBuilder().setIntegers(values));
    }

    static Condition keyword(String field, String value) {
        return match(field, Match.newBuilder().setKeyword(value));
    }

    static Condition integer(String field, long value) {
        return match(field, Match.newBuilder().setInteger(value));
    }

    static Condition hasId(Collection<UUID> ids) {
        HasIdCondition.Builder condition = HasIdCondition.newBuilder();
        ids.forEach(id -> condition.addHasId(pointId(id)));
        return Condition.newBuilder().setHasId(condition).build();
    }

    static Condition below(String field, long bound) {
        return range(field, Range.newBuilder().setLt((double) bound));
    }

    /** Exactly so: a range alone compares by doubles, which are the same for different numbers beyond 2^53. */
    static Filter.Builder atMost(String field, long bound) {
        if (bound < FIRST_INEXACT) {
            return Filter.newBuilder().addMust(range(field, Range.newBuilder().setLte((double) bound)));
        }
        return Filter.newBuilder().addShould(below(field, bound)).addShould(integer(field, bound));
    }

    static Condition nested(Filter.Builder filter) {
        return Condition.newBuilder().setFilter(filter).build();
    }

    static PointId pointId(UUID id) {
        return PointId.newBuilder().setUuid(id.toString()).build();
    }

    private static Condition match(String field, Match.Builder match) {
        return Condition.newBuilder()
                .setField(FieldCondition.newBuilder().setKey(field).setMatch(match))
                .build();
    }

    private static Condition range(String field, Range.Builder range) {
        return Condition.newBuilder()
                .setField(FieldCondition.newBuilder().setKey(field).setRange(range))
                .build();
    }
}

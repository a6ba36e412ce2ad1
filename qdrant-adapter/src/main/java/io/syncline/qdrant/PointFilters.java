package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.HasIdCondition;
import io.qdrant.client.grpc.Common.IsEmptyCondition;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Common.RepeatedIntegers;
import io.qdrant.client.grpc.Common.RepeatedStrings;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.adapter.sink.ComparedNumbers;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Builds conditions on points. Never builds an empty filter, which matches every point, also for a deletion. */
final class PointFilters {

    /** Matches both point types of records. */
    static final Condition ANY =
            anyKeyword(PayloadFields.POINT_TYPE, List.of(PayloadFields.DATA, PayloadFields.QUARANTINED));

    /** An id that no point has, and that comes before all others in a listing. */
    static final PointId NO_POINT = pointId(new UUID(0, 0));

    private PointFilters() {}

    /** Points of one model of one source, in quarantine or not. */
    static Filter.Builder ownedBy(ModelKey key) {
        return ofSource(key.source(), ANY)
                .addMust(keyword(PayloadFields.MODEL_NAME, key.model().value()));
    }

    /**
     * Points of some records of a model that have a text, where the server can tell: to read all texts in order to see that
     * they are there would cost more than a sync of unchanged records.
     */
    static Filter.Builder withText(ModelKey key, Collection<RecordId> ids, Target target) {
        Filter.Builder filter = ofRecords(key, ids);
        if (target.filtersByAnyField()) {
            filter.addMustNot(Condition.newBuilder()
                            .setIsEmpty(IsEmptyCondition.newBuilder().setKey(PayloadFields.TEXT)))
                    .addMustNot(keyword(PayloadFields.TEXT, ""));
        }
        return filter;
    }

    /** Points that name a model of a source, whatever else they are. */
    static Filter.Builder naming(ModelKey key) {
        return Filter.newBuilder()
                .addMust(keyword(PayloadFields.SOURCE, key.source()))
                .addMust(keyword(PayloadFields.MODEL_NAME, key.model().value()));
    }

    /** Points that do not name another model or source: those of this one, and those that name none. */
    static Filter.Builder namingNoOther(ModelKey key) {
        return Filter.newBuilder()
                .addMustNot(otherThan(PayloadFields.SOURCE, List.of(key.source())))
                .addMustNot(
                        otherThan(PayloadFields.MODEL_NAME, List.of(key.model().value())));
    }

    /** Matches points that have a text in a field, and another one than these. */
    static Condition otherThan(String field, Collection<String> values) {
        return match(
                field,
                Match.newBuilder()
                        .setExceptKeywords(RepeatedStrings.newBuilder().addAllStrings(values)));
    }

    /** Matches points that have no number in a field. */
    static Condition withoutNumber(String field) {
        return nested(
                Filter.newBuilder().addMustNot(range(field, Range.newBuilder().setGte(-Double.MAX_VALUE))));
    }

    /** Points of one model of one source that are in quarantine. */
    static Filter.Builder quarantined(ModelKey key) {
        return ofSource(key.source(), keyword(PayloadFields.POINT_TYPE, PayloadFields.QUARANTINED))
                .addMust(keyword(PayloadFields.MODEL_NAME, key.model().value()));
    }

    /** The marks of the models of one source. */
    static Filter.Builder marks(String source) {
        return ofSource(source, keyword(PayloadFields.POINT_TYPE, PayloadFields.MARK));
    }

    /** Points of one source, in quarantine or not. */
    static Filter.Builder ofSource(String source) {
        return ofSource(source, ANY);
    }

    private static Filter.Builder ofSource(String source, Condition type) {
        return Filter.newBuilder()
                .addMust(keyword(PayloadFields.SOURCE, source))
                .addMust(type);
    }

    /** Points of some records of a model. */
    static Filter.Builder ofRecords(ModelKey key, Collection<RecordId> ids) {
        return ownedBy(key).addMust(anyRecord(ids));
    }

    /** Points of some models of a source, or of all of them if none is named, in quarantine or not. */
    static Filter.Builder ofModels(String source, Set<ModelName> models) {
        return limitTo(models, ofSource(source, ANY));
    }

    private static Filter.Builder limitTo(Set<ModelName> models, Filter.Builder filter) {
        return models.isEmpty()
                ? filter
                : filter.addMust(anyKeyword(
                        PayloadFields.MODEL_NAME,
                        models.stream().map(ModelName::value).sorted().toList()));
    }

    /** The points that match a query, without the records and stray points that were already found. */
    static Filter wanted(FoundScope scope, FoundPoints found, int idsPerFilter) {
        SinkQuery query = scope.query();
        Condition type = query.includeQuarantined() ? ANY : keyword(PayloadFields.POINT_TYPE, PayloadFields.DATA);
        Filter.Builder filter = limitTo(query.models(), ofSource(query.source(), type));
        if (!query.records().isEmpty()) {
            filter.addMust(nested(Filter.newBuilder()
                    .addAllShould(Lists.partition(List.copyOf(query.records()), idsPerFilter).stream()
                            .map(PointFilters::anyRecord)
                            .toList())));
        }
        scope.where().ifPresent(filter::addMust);
        Map<ModelName, List<RecordId>> byModel = new TreeMap<>();
        found.records()
                .forEach(owner -> byModel.computeIfAbsent(owner.model(), model -> new ArrayList<>())
                        .add(owner.record()));
        byModel.forEach((model, ids) -> Lists.partition(ids, idsPerFilter)
                .forEach(part -> filter.addMustNot(nested(Filter.newBuilder()
                        .addMust(keyword(PayloadFields.MODEL_NAME, model.value()))
                        .addMust(anyRecord(part))))));
        Lists.partition(List.copyOf(found.strays()), idsPerFilter).forEach(part -> filter.addMustNot(hasPoint(part)));
        return filter.build();
    }

    /** Numbers by themselves, texts by their hash; both are indexed as integers. */
    static Condition anyRecord(Collection<RecordId> ids) {
        RepeatedIntegers.Builder numbers = RepeatedIntegers.newBuilder();
        RepeatedIntegers.Builder hashes = RepeatedIntegers.newBuilder();
        for (RecordId id : ids) {
            if (id.isNumber()) {
                numbers.addIntegers(id.number());
            } else {
                hashes.addIntegers(io.syncline.core.port.vector.PointId.bits(id));
            }
        }
        Condition byNumber = match(PayloadFields.RECORD_ID, Match.newBuilder().setIntegers(numbers));
        Condition byHash = match(PayloadFields.RECORD_HASH, Match.newBuilder().setIntegers(hashes));
        if (hashes.getIntegersCount() == 0) {
            return byNumber;
        }
        return numbers.getIntegersCount() == 0
                ? byHash
                : nested(Filter.newBuilder().addShould(byNumber).addShould(byHash));
    }

    static Condition anyKeyword(String field, Collection<String> values) {
        return match(
                field,
                Match.newBuilder().setKeywords(RepeatedStrings.newBuilder().addAllStrings(values)));
    }

    static Condition keyword(String field, String value) {
        return match(field, Match.newBuilder().setKeyword(value));
    }

    static Condition integer(String field, long value) {
        return match(field, Match.newBuilder().setInteger(value));
    }

    static Condition hasId(Collection<UUID> ids) {
        return hasPoint(ids.stream().map(PointFilters::pointId).toList());
    }

    static Condition hasPoint(Collection<PointId> ids) {
        return Condition.newBuilder()
                .setHasId(HasIdCondition.newBuilder().addAllHasId(ids))
                .build();
    }

    static Condition below(String field, long bound) {
        return range(field, Range.newBuilder().setLt((double) bound));
    }

    /** Exact also from 2^53 on, where a range, which compares doubles, cannot distinguish neighbouring integers. */
    static Filter.Builder atMost(String field, long bound) {
        if (ComparedNumbers.isExact(bound)) {
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

    /** An id as it is listed: a UUID or a number without sign. */
    static PointId pointId(String text) {
        return text.indexOf('-') < 0
                ? PointId.newBuilder().setNum(Long.parseUnsignedLong(text)).build()
                : pointId(UUID.fromString(text));
    }

    /** An id in the form that {@link #pointId(String)} reads. */
    static String text(PointId id) {
        return id.hasUuid() ? id.getUuid() : Long.toUnsignedString(id.getNum());
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

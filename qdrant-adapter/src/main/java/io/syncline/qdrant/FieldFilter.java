package io.syncline.qdrant;

import com.google.protobuf.Timestamp;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.IsEmptyCondition;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.Range;
import io.syncline.api.filter.Compared;
import io.syncline.api.filter.OneOf;
import io.syncline.api.filter.Order;
import io.syncline.core.adapter.sink.ConditionTranslator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Conditions of the server's filters, which look at each element of a list. Numbers are compared as doubles, so a whole number equals one
 * with a fraction of zero, unlike with a match. The server reads more texts as times than Syncline does.
 */
final class FieldFilter extends ConditionTranslator<Condition> {

    /**
     * A condition on a field.
     *
     * @param field the name of the field
     * @param kind what it is compared with; empty for whether it exists
     */
    record Use(String field, Optional<FieldKind> kind) {

        /** Whether an index serves the condition. */
        boolean isIndexed(Map<String, PayloadSchemaType> indexes) {
            return indexes.containsKey(field)
                    && kind.map(FieldKind::schema)
                            .map(wanted -> wanted == indexes.get(field))
                            .orElse(true);
        }
    }

    /** The indexes that the server asks about ranges, rightly or not. */
    private static final Set<PayloadSchemaType> OF_RANGES =
            EnumSet.of(PayloadSchemaType.Integer, PayloadSchemaType.Float, PayloadSchemaType.Datetime);

    private final Map<String, PayloadSchemaType> indexes;
    private final List<Use> uses = new ArrayList<>();

    /**
     * A translator.
     *
     * @param indexes the indexes of the collection by field
     */
    FieldFilter(Map<String, PayloadSchemaType> indexes) {
        this.indexes = indexes;
    }

    /** The fields that are used by conditions without an index. */
    List<String> unindexed() {
        return uses.stream()
                .filter(use -> !use.isIndexed(indexes))
                .map(Use::field)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    protected boolean canExpress(io.syncline.api.filter.Condition condition) {
        String field = condition.fields().iterator().next();
        return PayloadPaths.canName(field)
                && range(condition).map(kind -> isAnswered(field, kind)).orElse(true);
    }

    private boolean isAnswered(String field, FieldKind kind) {
        PayloadSchemaType index = indexes.get(field);
        return index == null || !OF_RANGES.contains(index) || index == kind.schema();
    }

    /** The kind of the values that a condition compares by a range. */
    private static Optional<FieldKind> range(io.syncline.api.filter.Condition condition) {
        if (condition instanceof Compared compared) {
            return Optional.of(compared.value() instanceof Instant ? FieldKind.TIME : FieldKind.NUMBER);
        }
        boolean numbers = condition instanceof OneOf in && in.values().stream().anyMatch(Number.class::isInstance);
        return numbers ? Optional.of(FieldKind.NUMBER) : Optional.empty();
    }

    @Override
    protected Condition everything() {
        return not(PointFilters.hasPoint(List.of(PointFilters.NO_POINT)));
    }

    @Override
    protected Condition all(List<Condition> filters) {
        return PointFilters.nested(Filter.newBuilder().addAllMust(filters));
    }

    @Override
    protected Condition any(List<Condition> filters) {
        return PointFilters.nested(Filter.newBuilder().addAllShould(filters));
    }

    @Override
    protected Condition not(Condition filter) {
        return PointFilters.nested(Filter.newBuilder().addMustNot(filter));
    }

    @Override
    protected Condition text(String field, List<String> values) {
        return PointFilters.anyKeyword(used(field, FieldKind.TEXT), values);
    }

    @Override
    protected Condition truth(String field, boolean value) {
        return condition(FieldCondition.newBuilder()
                .setKey(used(field, FieldKind.TRUTH))
                .setMatch(Match.newBuilder().setBoolean(value)));
    }

    @Override
    protected Condition number(String field, List<Number> values) {
        List<Condition> equal = values.stream()
                .map(value -> range(
                        field, Range.newBuilder().setGte(value.doubleValue()).setLte(value.doubleValue())))
                .toList();
        return equal.size() == 1 ? equal.get(0) : any(equal);
    }

    @Override
    protected Condition number(String field, Order order, Number value) {
        double bound = value.doubleValue();
        Range.Builder range = Range.newBuilder();
        switch (order) {
            case LESS -> range.setLt(bound);
            case AT_MOST -> range.setLte(bound);
            case GREATER -> range.setGt(bound);
            case AT_LEAST -> range.setGte(bound);
        }
        return range(field, range);
    }

    /** Without an index, the server compares fractions of a microsecond, which Syncline leaves out. */
    @Override
    protected Condition time(String field, Order order, Instant value) {
        DatetimeRange.Builder range = DatetimeRange.newBuilder();
        switch (order) {
            case LESS -> range.setLt(timestamp(value));
            case AT_MOST -> range.setLt(timestamp(value.plus(1, ChronoUnit.MICROS)));
            case GREATER -> range.setGte(timestamp(value.plus(1, ChronoUnit.MICROS)));
            case AT_LEAST -> range.setGte(timestamp(value));
        }
        return condition(
                FieldCondition.newBuilder().setKey(used(field, FieldKind.TIME)).setDatetimeRange(range));
    }

    private static Timestamp timestamp(Instant value) {
        return Timestamp.newBuilder()
                .setSeconds(value.getEpochSecond())
                .setNanos(value.getNano())
                .build();
    }

    @Override
    protected Condition exists(String field) {
        uses.add(new Use(field, Optional.empty()));
        return not(empty(PayloadPaths.of(field)));
    }

    /** Matches points without a value of a field. */
    static Condition empty(String path) {
        return Condition.newBuilder()
                .setIsEmpty(IsEmptyCondition.newBuilder().setKey(path))
                .build();
    }

    private Condition range(String field, Range.Builder range) {
        return condition(FieldCondition.newBuilder()
                .setKey(used(field, FieldKind.NUMBER))
                .setRange(range));
    }

    private String used(String field, FieldKind kind) {
        uses.add(new Use(field, Optional.of(kind)));
        return PayloadPaths.of(field);
    }

    private static Condition condition(FieldCondition.Builder field) {
        return Condition.newBuilder().setField(field).build();
    }
}

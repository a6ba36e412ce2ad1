package io.syncline.qdrant;

import com.google.protobuf.Timestamp;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.IsEmptyCondition;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.Range;
import io.syncline.api.filter.Order;
import io.syncline.core.adapter.sink.ConditionTranslator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Conditions of the server's filters, which look at each element of a list. Numbers are compared as doubles, so a whole number equals one
 * with a fraction of zero, unlike with a match. The server reads more texts as times than Syncline does.
 */
final class FieldFilter extends ConditionTranslator<Condition> {

    /**
     * A condition on a field.
     *
     * @param path the field
     * @param kind what it is compared with; empty for whether it exists
     */
    record Use(String path, Optional<FieldKind> kind) {

        /** Whether an index serves the condition. */
        boolean isIndexed(Map<String, FieldKind> indexes) {
            return indexes.containsKey(path) && (kind.isEmpty() || kind.get() == indexes.get(path));
        }
    }

    private final List<Use> uses = new ArrayList<>();

    /** The fields of the conditions that were translated. */
    List<Use> uses() {
        return uses;
    }

    @Override
    protected boolean canName(String field) {
        return FieldPaths.canName(field);
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
    protected Condition number(String field, Number value) {
        return range(field, Range.newBuilder().setGte(value.doubleValue()).setLte(value.doubleValue()));
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
        String path = FieldPaths.of(field);
        uses.add(new Use(path, Optional.empty()));
        return not(empty(path));
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
        String path = FieldPaths.of(field);
        uses.add(new Use(path, Optional.of(kind)));
        return path;
    }

    private static Condition condition(FieldCondition.Builder field) {
        return Condition.newBuilder().setField(field).build();
    }
}

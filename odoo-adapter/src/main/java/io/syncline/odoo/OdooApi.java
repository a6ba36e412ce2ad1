package io.syncline.odoo;

import io.syncline.core.port.record.IdRange;
import io.syncline.odoo.CallFailure.Kind;
import io.syncline.odoo.ReadingSettings.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The methods of Odoo's models that the adapter calls, with their answers checked. Every call has the same context, so
 * all queries select the same records. A fault counts only if the same call has it twice: the registry may be reloaded, or
 * a record deleted, while a call runs.
 */
final class OdooApi {

    private static final Logger LOG = LoggerFactory.getLogger(OdooApi.class);

    private final Connection connection;
    private final Map<String, Object> context;
    private final BrokenCalls broken = new BrokenCalls();

    OdooApi(Connection connection, Reading reading) {
        this.connection = connection;
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("active_test", false);
        reading.language().ifPresent(language -> values.put("lang", language));
        if (!reading.companies().isEmpty()) {
            values.put(
                    "allowed_company_ids",
                    reading.companies().stream().map(Long::intValue).toList());
        }
        context = values;
    }

    Connection connection() {
        return connection;
    }

    /** The calls that the adapter went on without because they broke. */
    BrokenCalls broken() {
        return broken;
    }

    Map<String, Map<String, Object>> fields(String model) {
        Object answer = call(new OdooCall(model, "fields_get")
                .and(
                        "attributes",
                        List.of(
                                "string",
                                "type",
                                "store",
                                "searchable",
                                "relation",
                                "selection",
                                "currency_field",
                                "related",
                                "definition_record",
                                "groups")));
        Map<String, Map<String, Object>> fields = new LinkedHashMap<>();
        for (Map.Entry<String, ?> field : struct(answer).entrySet()) {
            fields.put(field.getKey(), struct(field.getValue()));
        }
        return fields;
    }

    /** Ids in ascending order; all of them if the limit is 0. */
    List<Long> search(String model, Domain domain, int limit) {
        OdooCall call = new OdooCall(model, "search").and("order", "id");
        List<?> answer = list(call(limit == 0 ? call : call.and("limit", limit), domain));
        List<Long> ids = new ArrayList<>(answer.size());
        AscendingIds order = new AscendingIds(model);
        for (Object item : answer) {
            long id = order.next(item);
            if (!order.isRepeated()) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** Rows by ascending id; all of them if the limit is 0. */
    List<Map<String, Object>> searchRead(String model, Domain domain, List<String> fields, int limit) {
        OdooCall call = new OdooCall(model, "search_read")
                .and("fields", fields.isEmpty() ? List.of("id") : fields)
                .and("order", "id");
        List<?> answer = list(call(limit == 0 ? call : call.and("limit", limit), domain));
        List<Map<String, Object>> rows = new ArrayList<>(answer.size());
        AscendingIds order = new AscendingIds(model);
        for (Object item : answer) {
            Map<String, Object> row = struct(item);
            order.next(row.get("id"));
            rows.add(row);
        }
        if (limit > 0 && rows.size() > limit) {
            throw unexpected("the server returned " + rows.size() + " rows of " + model + " instead of " + limit);
        }
        return rows;
    }

    long count(String model, Domain domain) {
        Object answer = call(new OdooCall(model, "search_count"), domain);
        if ((answer instanceof Integer || answer instanceof Long) && ((Number) answer).longValue() >= 0) {
            return ((Number) answer).longValue();
        }
        throw unexpected("a count of " + model + " did not return a number");
    }

    /** Servers before 19 fail on an id of more than 32 bits, unless it is that of a view which has such ids. */
    @Nullable Object call(OdooCall call, Domain domain) {
        try {
            return call(call.with("domain", domain.terms()));
        } catch (CallFailure failure) {
            if (!domain.isWide() || !failure.detail().contains("NumericValueOutOfRange")) {
                throw failure;
            }
            return call(call.with("domain", domain.narrowed().terms()));
        }
    }

    /**
     * Makes a call that a run can do without.
     *
     * @param otherwise the result if the user may not make it, or if it breaks twice although the server answers others
     */
    <T> T optional(Supplier<T> call, Function<CallFailure, T> otherwise) {
        try {
            return call.get();
        } catch (CallFailure failure) {
            if (!canDoWithout(failure)) {
                throw failure;
            }
            return failure.isAboutContent() ? otherwise.apply(failure) : again(call, otherwise);
        }
    }

    private <T> T again(Supplier<T> call, Function<CallFailure, T> otherwise) {
        try {
            return call.get();
        } catch (CallFailure failure) {
            if (!canDoWithout(failure)) {
                throw failure;
            }
            broken.add(failure);
            LOG.warn("Continuing without the answer to a call that breaks twice: {}", failure.getMessage());
            return otherwise.apply(failure);
        }
    }

    /** Every user may search for users. */
    private boolean canDoWithout(CallFailure failure) {
        return failure.isAboutContent() || (failure.isAmbiguous() && answers("res.users"));
    }

    /** Whether the server answers a small call about a model: a control after a failure that one record may have caused. */
    boolean answers(String model) {
        try {
            search(model, Domain.in(IdRange.ALL), 1);
            return true;
        } catch (CallFailure outage) {
            return false;
        }
    }

    /** Calls any other method; the answer is not checked. */
    @Nullable Object call(OdooCall call) {
        return confirmed(call.and("context", context));
    }

    /** The codes of the installed languages. The call has no context, since some versions refuse one with another language. */
    List<String> installedLanguages() {
        List<String> codes = new ArrayList<>();
        for (Object language : list(confirmed(new OdooCall("res.lang", "get_installed")))) {
            if (language instanceof List<?> pair && !pair.isEmpty()) {
                codes.add(String.valueOf(pair.get(0)));
            }
        }
        return codes;
    }

    private @Nullable Object confirmed(OdooCall call) {
        try {
            return connection.call(call);
        } catch (CallFailure failure) {
            if (!failure.mayPass()) {
                throw failure;
            }
            return repeated(call, failure);
        }
    }

    /** A fault that has passed is news; one that stays is told by whoever cannot do without the call. */
    private @Nullable Object repeated(OdooCall call, CallFailure first) {
        Object answer;
        try {
            answer = connection.call(call);
        } catch (CallFailure again) {
            LOG.debug("Call failed twice: {}: {}", call, again.getMessage());
            throw again;
        }
        LOG.info("Call failed once, then worked: {}: {}", call, first.getMessage());
        return answer;
    }

    @SuppressWarnings("unchecked") // both codecs create maps with string keys only
    static Map<String, Object> struct(@Nullable Object value) {
        if (value instanceof Map<?, ?> struct) {
            return (Map<String, Object>) struct;
        }
        throw unexpected("a struct was expected in the answer");
    }

    static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw unexpected("a list was expected in the answer");
    }

    private static CallFailure unexpected(String message) {
        return new CallFailure(Kind.PROTOCOL_ERROR, message);
    }
}

package io.syncline.odoo.testserver;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Interceptors of {@link OdooServer#intercept} for faults that pass, and for faults of single records. */
public final class OdooFaults {

    private OdooFaults() {}

    /**
     * Answers the first of some calls otherwise, as a server does that reloads its registry meanwhile.
     *
     * @param calls which ones
     * @param reply the answer to the first one
     * @return an interceptor, which is thread-safe
     */
    public static Function<OdooCall, OdooReply> once(Predicate<OdooCall> calls, OdooReply reply) {
        return times(1, calls, reply);
    }

    /**
     * Answers otherwise when rows of a model contain a record, as a worker does that is killed by it.
     *
     * @param model the model
     * @param id the record
     * @param reply the answer to each call that reads it
     * @return an interceptor, which is thread-safe
     */
    public static Function<OdooCall, OdooReply> whenRead(String model, long id, OdooReply reply) {
        return changing(model, row -> isRow(row, id), rows -> reply);
    }

    /**
     * Answers otherwise when rows of a model have some value.
     *
     * @param model the model
     * @param rows which rows
     * @param reply the answer, by all rows of the call
     * @return an interceptor, which is thread-safe
     */
    public static Function<OdooCall, OdooReply> changing(
            String model, Predicate<Map<?, ?>> rows, Function<List<?>, OdooReply> reply) {
        return call -> call.model().equals(model)
                ? new OdooReply.After(result ->
                        result instanceof List<?> list && list.stream().anyMatch(row -> isAny(row, rows))
                                ? reply.apply(list)
                                : OdooReply.proceed())
                : OdooReply.proceed();
    }

    private static boolean isAny(@Nullable Object row, Predicate<Map<?, ?>> rows) {
        return row instanceof Map<?, ?> values && rows.test(values);
    }

    /**
     * Whether a row is that of a record.
     *
     * @param row the row
     * @param id the record
     */
    public static boolean isRow(Map<?, ?> row, long id) {
        return row.get("id") instanceof Number number && number.longValue() == id;
    }

    /**
     * Answers the first few of some calls otherwise.
     *
     * @param times how many
     * @param calls which ones
     * @param reply the answer to these
     * @return an interceptor, which is thread-safe
     */
    public static Function<OdooCall, OdooReply> times(int times, Predicate<OdooCall> calls, OdooReply reply) {
        AtomicInteger left = new AtomicInteger(times);
        return call -> calls.test(call) && left.getAndDecrement() > 0 ? reply : OdooReply.proceed();
    }
}

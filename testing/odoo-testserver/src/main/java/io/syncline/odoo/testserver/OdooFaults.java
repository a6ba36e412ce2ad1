package io.syncline.odoo.testserver;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** Interceptors of {@link OdooServer#intercept} for faults that pass. */
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

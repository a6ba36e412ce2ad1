package io.syncline.odoo.testserver;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request in one protocol. */
interface Endpoint {

    /** Parses the request; throws {@link OdooError} if it is malformed. */
    Incoming read();

    /** The answer with a result; throws {@link OdooError} where the protocol cannot carry it. */
    HttpReply result(@Nullable Object value);

    /** The answer with an error. */
    HttpReply error(OdooError error);

    /** A parsed call. */
    record Incoming(
            String login,
            String model,
            String method,
            List<@Nullable Object> args,
            Map<String, @Nullable Object> kwargs,
            Work work) {

        static Incoming common(String login, String method, Work work) {
            return new Incoming(login, "", method, List.of(), Map.of(), work);
        }
    }

    /** The execution of a call. */
    interface Work {
        @Nullable Object run();
    }
}

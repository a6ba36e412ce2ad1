package io.syncline.odoo.testserver;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reaction to a call: execute it normally, or something else. */
public sealed interface OdooReply {

    /** Executes the call normally. */
    record Proceed() implements OdooReply {}

    /**
     * Answers as if the method had returned something.
     *
     * @param value strings, numbers, booleans, lists and maps; null is Python's None
     */
    record Result(@Nullable Object value) implements OdooReply {}

    /**
     * Answers with an error.
     *
     * @param code 1 to 4, as in XML-RPC
     * @param text the message; for code 1 the last line of the traceback, such as {@code ValueError: too bad}
     */
    record Fault(int code, String text) implements OdooReply {}

    /**
     * Answers as a proxy in front of Odoo does.
     *
     * @param status the status
     * @param html the body
     * @param headers more headers; a {@code Content-Type} among them replaces that of HTML
     */
    record Http(int status, String html, Map<String, String> headers) implements OdooReply {}

    /**
     * Closes the connection without an answer, as when a worker is killed.
     *
     * @param after whether the call is executed nevertheless
     */
    record Drop(boolean after) implements OdooReply {}

    /**
     * Executes the call, and decides by its result.
     *
     * @param reaction gets what the method returned; to proceed is to answer with it
     */
    record After(Function<@Nullable Object, OdooReply> reaction) implements OdooReply {}

    /**
     * Executes the call normally.
     *
     * @return the reply
     */
    static OdooReply proceed() {
        return new Proceed();
    }

    /**
     * Answers as if the database were down.
     *
     * @return the reply
     */
    static OdooReply databaseDown() {
        OdooError error = OdooError.databaseDown();
        return new Fault(1, error.pythonClass() + ": " + error.text());
    }
}

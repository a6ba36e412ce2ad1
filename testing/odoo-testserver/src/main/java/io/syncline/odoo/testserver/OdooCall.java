package io.syncline.odoo.testserver;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call as it arrived, without its password or key.
 *
 * @param number counts from 1
 * @param path the path of the URL
 * @param login the caller, or empty if unknown
 * @param model the model, or empty for calls that concern none
 * @param method the method
 * @param args the positional arguments; for JSON-2 the ids alone
 * @param kwargs the named arguments, the context among them
 * @param requestBytes the size of the request's body
 * @param responseBytes the size of the answer's body, 0 until there is one
 * @param fault the error in one line, or empty
 */
public record OdooCall(
        long number,
        String path,
        String login,
        String model,
        String method,
        List<@Nullable Object> args,
        Map<String, @Nullable Object> kwargs,
        int requestBytes,
        int responseBytes,
        String fault) {

    OdooCall answered(int bytes, String error) {
        return new OdooCall(number, path, login, model, method, args, kwargs, requestBytes, bytes, error);
    }

    /**
     * Model and method.
     *
     * @return such as {@code res.partner.search_read}
     */
    public String name() {
        return model.isEmpty() ? method : model + "." + method;
    }

    @Override
    public String toString() {
        return number + " " + name() + PythonText.repr(args) + PythonText.repr(kwargs)
                + (fault.isEmpty() ? "" : " -> " + fault);
    }
}

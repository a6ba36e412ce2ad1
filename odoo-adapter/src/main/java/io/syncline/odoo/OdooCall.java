package io.syncline.odoo;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call of a read-only method of a model.
 *
 * @param model the model
 * @param method the method
 * @param positional arguments that older servers accept by position only, by name and in that order
 * @param named arguments that all servers accept by name, among them {@code context}
 */
record OdooCall(String model, String method, Map<String, Object> positional, Map<String, Object> named) {

    OdooCall(String model, String method) {
        this(model, method, Map.of(), Map.of());
    }

    /** The same call with one more positional argument. */
    OdooCall with(String name, Object value) {
        return new OdooCall(model, method, plus(positional, name, value), named);
    }

    /** The same call with one more named argument. */
    OdooCall and(String name, Object value) {
        return new OdooCall(model, method, positional, plus(named, name, value));
    }

    private static Map<String, Object> plus(Map<String, Object> arguments, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(arguments);
        more.put(name, value);
        return more;
    }

    /** The model and method, without the arguments. */
    @Override
    public String toString() {
        return model + "." + method;
    }
}

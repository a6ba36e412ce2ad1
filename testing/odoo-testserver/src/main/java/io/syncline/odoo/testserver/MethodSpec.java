package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A remote method: its parameters, where a question mark means optional, and its body. */
final class MethodSpec {
    private final String name;
    private final boolean onRecords;
    private final List<String> parameters = new ArrayList<>();
    private final List<String> optional = new ArrayList<>();
    private final Body body;

    private MethodSpec(String name, boolean onRecords, String parameters, Body body) {
        this.name = name;
        this.onRecords = onRecords;
        this.body = body;
        for (String parameter : parameters.isEmpty() ? new String[0] : parameters.split(" ", -1)) {
            String plain = parameter.replace("?", "");
            this.parameters.add(plain);
            if (!plain.equals(parameter)) {
                optional.add(plain);
            }
        }
    }

    /** The body of a method. */
    interface Body {
        @Nullable Object call(Arguments arguments);
    }

    /** A method of the model as a whole. */
    static MethodSpec onModel(String name, String parameters, Body body) {
        return new MethodSpec(name, false, parameters, body);
    }

    /** A method of some records, whose ids come first. */
    static MethodSpec onRecords(String name, String parameters, Body body) {
        return new MethodSpec(name, true, parameters, body);
    }

    String name() {
        return name;
    }

    boolean isOnRecords() {
        return onRecords;
    }

    @Nullable Object call(Arguments arguments) {
        return body.call(arguments);
    }

    /** Binds arguments to parameters, and fails, as Python does. */
    Map<String, @Nullable Object> bind(List<?> positional, Map<String, ?> named) {
        if (positional.size() > parameters.size()) {
            throw OdooError.badArguments("BaseModel." + name + "() takes from "
                    + (1 + parameters.size() - optional.size()) + " to " + (1 + parameters.size())
                    + " positional arguments but " + (1 + positional.size()) + " were given");
        }
        Map<String, @Nullable Object> bound = new LinkedHashMap<>();
        for (int i = 0; i < positional.size(); i++) {
            bound.put(parameters.get(i), positional.get(i));
        }
        for (Map.Entry<String, ?> argument : named.entrySet()) {
            if (!parameters.contains(argument.getKey())) {
                throw unexpected(argument.getKey());
            }
            if (bound.containsKey(argument.getKey())) {
                throw OdooError.badArguments(
                        "BaseModel." + name + "() got multiple values for argument '" + argument.getKey() + "'");
            }
            bound.put(argument.getKey(), argument.getValue());
        }
        requireAll(bound);
        return bound;
    }

    /** {@code search_read} passes unknown arguments on to {@code read}, so the error names that. */
    private OdooError unexpected(String argument) {
        boolean passedOn = name.equals("search_read");
        String text =
                "BaseModel." + (passedOn ? "read" : name) + "() got an unexpected keyword argument '" + argument + "'";
        return passedOn ? OdooError.internal("TypeError", text) : OdooError.badArguments(text);
    }

    private void requireAll(Map<String, @Nullable Object> bound) {
        List<String> missing = parameters.stream()
                .filter(parameter -> !bound.containsKey(parameter) && !optional.contains(parameter))
                .map(parameter -> "'" + parameter + "'")
                .toList();
        if (!missing.isEmpty()) {
            throw OdooError.badArguments("BaseModel." + name + "() missing " + missing.size()
                    + " required positional argument" + (missing.size() == 1 ? "" : "s") + ": "
                    + String.join(" and ", missing));
        }
    }
}

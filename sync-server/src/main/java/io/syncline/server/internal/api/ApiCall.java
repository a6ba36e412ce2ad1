package io.syncline.server.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.server.internal.http.Bodies;
import io.syncline.server.internal.http.Problem;
import io.syncline.server.served.Served;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request of the REST interface. Not thread-safe. */
final class ApiCall {

    /** Who asks, as runs name it. */
    static final String SESSION = "rest";

    private static final int OK = 200;

    private final Served served;
    private final HttpServletRequest request;
    private final List<String> path;
    private int status = OK;

    /**
     * A call.
     *
     * @param path its parts below the prefix, at least one
     */
    ApiCall(Served served, HttpServletRequest request, List<String> path) {
        this.served = served;
        this.request = request;
        this.path = path;
    }

    Served served() {
        return served;
    }

    List<String> path() {
        return path;
    }

    int status() {
        return status;
    }

    void answerWith(int code) {
        status = code;
    }

    /** The method, which must be one of some. */
    void require(String method) throws Problem {
        if (!request.getMethod().equals(method)) {
            throw Problem.method(method);
        }
    }

    boolean is(String method) {
        return request.getMethod().equals(method);
    }

    JsonNode body(Set<String> known) throws IOException, Problem {
        return Bodies.object(request, known);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isBlank());
    }

    /** Refuses a parameter that nobody reads: a misspelt name of the person who asks would show what that person may not read. */
    void requireParameters(String... known) throws Problem {
        for (Map.Entry<String, String[]> given : request.getParameterMap().entrySet()) {
            if (!List.of(known).contains(given.getKey())) {
                throw Problem.of(400, "This request takes the parameters " + String.join(", ", known) + " only");
            }
            if (given.getValue().length > 1) {
                throw Problem.of(400, "'" + given.getKey() + "' is given more than once");
            }
        }
    }

    /** The rights of the person that the request names, which it is answered by; empty if it names none. */
    Optional<RecordAccess> rights() throws Problem {
        String person = request.getParameter("as");
        if (person == null) {
            return Optional.empty();
        }
        Optional<RecordAccess> rights = served.askers().named(person);
        if (rights.isEmpty()) {
            throw Problem.of(400, "'as' must be one of 'askers' in the configuration");
        }
        return rights;
    }

    int number(String name, int otherwise) throws Problem {
        Optional<String> text = parameter(name);
        try {
            return text.map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw Problem.of(400, "'" + name + "' must be a whole number");
        }
    }

    /** A model of the service. */
    ModelName model(String name) throws Problem {
        Optional<ModelName> known = served.service().settings().models().keySet().stream()
                .filter(model -> model.value().equals(name))
                .findFirst();
        return known.orElseThrow(() -> Problem.of(404, "There is no such model; GET /api/models lists them"));
    }
}

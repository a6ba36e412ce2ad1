package io.syncline.odoo.testserver;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON-2 at {@code /json/2/model/method}: a bearer key, named arguments, and real HTTP statuses. */
final class Json2Endpoint implements Endpoint {
    private static final String BEARER = "bearer ";

    private final Rpc rpc;
    private final HttpRequest request;

    Json2Endpoint(Rpc rpc, HttpRequest request) {
        this.rpc = rpc;
        this.request = request;
    }

    @Override
    public Incoming read() {
        String[] path = request.path().substring(1).split("/", -1);
        if (path.length != 4 || !request.method().equals("POST")) {
            throw HttpError.page(404, "The requested URL was not found on the server.");
        }
        String database = request.header("x-odoo-database");
        if (!database.isEmpty() && !database.equals(rpc.database())) {
            throw HttpError.page(404, "No database is selected and the requested URL was not found on the server.");
        }
        long user = user();
        if (!request.header("content-type").startsWith("application/json")) {
            throw HttpError.page(415, "Request inferred type is incompatible with JSON.");
        }
        Map<String, @Nullable Object> kwargs = Json.object(body());
        Object ids = kwargs.remove("ids");
        Rpc.Target target = new Rpc.Target(user, path[2], path[3]);
        List<@Nullable Object> args = ids instanceof List<?> list ? List.copyOf(list) : List.of();
        return new Incoming(rpc.login(user), path[2], path[3], args, kwargs, () -> rpc.call(target, ids, kwargs));
    }

    private long user() {
        String authorization = request.header("authorization");
        if (authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            Long owner = rpc.keyOwner(authorization.substring(BEARER.length()).strip());
            if (owner != null) {
                return owner;
            }
            throw refused("Invalid apikey");
        }
        throw refused("User not authenticated, use an API Key with a Bearer Authorization header.");
    }

    private static HttpError refused(String text) {
        return new HttpError(answer(401, "werkzeug.exceptions.Unauthorized", text, List.of(text, 401), "")
                .with("WWW-Authenticate", "bearer"));
    }

    private @Nullable Object body() {
        try {
            return Json.read(request.body());
        } catch (IOException e) {
            String text = "could not parse the body as json: " + e.getClass().getSimpleName();
            throw new HttpError(answer(400, "werkzeug.exceptions.BadRequest", text, List.of(text, 400), ""));
        }
    }

    @Override
    public HttpReply result(@Nullable Object value) {
        return HttpReply.json(200, Json.write(value));
    }

    @Override
    public HttpReply error(OdooError error) {
        String name = error.qualifiedClass();
        String text = error.text();
        switch (error.kind()) {
            case UNKNOWN_MODEL -> {
                name = "werkzeug.exceptions.NotFound";
                text = text.replace("Object ", "the model '").replace(" doesn't exist", "' does not exist");
            }
            case UNKNOWN_METHOD -> name = "werkzeug.exceptions.NotFound";
            case BAD_ARGUMENTS -> name = "werkzeug.exceptions.UnprocessableEntity";
            default -> {}
        }
        return answer(error.kind().httpStatus(), name, text, List.of(text), error.traceback());
    }

    private static HttpReply answer(int status, String name, String text, List<?> arguments, String debug) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("message", text);
        body.put("arguments", arguments);
        body.put("context", Map.of());
        body.put("debug", debug);
        return HttpReply.json(status, Json.write(body));
    }
}

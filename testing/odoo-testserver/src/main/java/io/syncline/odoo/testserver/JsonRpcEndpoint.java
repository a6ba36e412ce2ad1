package io.syncline.odoo.testserver;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON-RPC 2.0 at {@code /jsonrpc}: status 200 for every error. */
final class JsonRpcEndpoint implements Endpoint {
    private final Services services;
    private final HttpRequest request;
    private @Nullable Object id;

    JsonRpcEndpoint(Services services, HttpRequest request) {
        this.services = services;
        this.request = request;
    }

    @Override
    public Incoming read() {
        if (!request.header("content-type").startsWith("application/json")) {
            throw HttpError.page(400, "The type of the request is not JSON.");
        }
        Map<String, @Nullable Object> call = Json.object(body());
        id = call.get("id");
        Map<String, @Nullable Object> params = Json.object(call.get("params"));
        List<?> args = params.get("args") instanceof List<?> list ? list : List.of();
        return services.incoming(String.valueOf(params.get("service")), String.valueOf(params.get("method")), args);
    }

    private Object body() {
        try {
            if (Json.read(request.body()) instanceof Map<?, ?> object) {
                return object;
            }
        } catch (IOException e) {
            throw HttpError.page(400, "Invalid JSON data");
        }
        throw HttpError.page(400, "Invalid JSON-RPC data");
    }

    @Override
    public HttpReply result(@Nullable Object value) {
        Map<String, @Nullable Object> answer = envelope();
        if (value != null) {
            answer.put("result", value);
        }
        return HttpReply.json(200, Json.write(answer));
    }

    @Override
    public HttpReply error(OdooError error) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", error.qualifiedClass());
        data.put("debug", error.traceback());
        data.put("message", error.text());
        data.put("arguments", List.of(error.text()));
        data.put("context", Map.of());
        Map<String, @Nullable Object> answer = envelope();
        answer.put("error", Map.of("code", 200, "message", "Odoo Server Error", "data", data));
        return HttpReply.json(200, Json.write(answer));
    }

    private Map<String, @Nullable Object> envelope() {
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put("jsonrpc", "2.0");
        envelope.put("id", id);
        return envelope;
    }
}

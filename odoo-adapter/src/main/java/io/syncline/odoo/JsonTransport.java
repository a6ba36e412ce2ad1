package io.syncline.odoo;

import io.syncline.odoo.CallFailure.Kind;
import io.syncline.odoo.LoginSettings.Account;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON-2 API, {@code /json/2}, of version 19 and later. It accepts API keys only. */
final class JsonTransport implements OdooTransport {

    private static final OdooCall WHO_AM_I = new OdooCall("res.users", "context_get");

    private final OdooHttp http;
    private final JsonCodec codec;
    private final FaultClassifier faults;
    private final Account account;
    private final Map<String, String> headers;

    JsonTransport(Account account, OdooHttp http, JsonCodec codec) {
        this.account = account;
        this.http = http;
        this.codec = codec;
        faults = new FaultClassifier(account.database());
        headers = Map.of(
                "Authorization",
                "bearer " + account.secret().reveal(),
                "Content-Type",
                "application/json; charset=utf-8",
                "X-Odoo-Database",
                account.database());
    }

    /** The key alone says who calls; a configured username must be the login of that user, or records of another one are read. */
    @Override
    public Login login() {
        if (!(call(WHO_AM_I) instanceof Map<?, ?> context && context.get("uid") instanceof Integer id && id > 0)) {
            throw new CallFailure(Kind.PROTOCOL_ERROR, "the server did not return the id of the user");
        }
        if (account.username() != null && !account.username().equals(loginName(id))) {
            throw faults.foreignKey(account.username(), id);
        }
        return new Login(id);
    }

    /** Odoo shows the own login to every user. */
    private String loginName(int id) {
        if (call(new OdooCall("res.users", "read").and("ids", List.of(id)).and("fields", List.of("login")))
                        instanceof List<?> rows
                && rows.size() == 1
                && rows.get(0) instanceof Map<?, ?> user
                && user.get("login") instanceof String name) {
            return name;
        }
        throw new CallFailure(Kind.PROTOCOL_ERROR, "the server did not return the login of user " + id);
    }

    @Override
    public @Nullable Object call(OdooCall call, Login login) {
        return call(call);
    }

    private @Nullable Object call(OdooCall call) {
        Map<String, Object> arguments = new LinkedHashMap<>(call.positional());
        arguments.putAll(call.named());
        URI uri = URI.create(account.url() + "/json/2/" + call.model() + "/" + call.method());
        HttpAnswer answer = http.post(uri, headers, codec.write(arguments));
        if (answer.status() == 200) {
            return codec.read(answer);
        }
        throw failure(uri, answer);
    }

    private CallFailure failure(URI uri, HttpAnswer answer) {
        Map<?, ?> error = error(answer);
        String className = text(error, "name", "");
        String message = text(error, "message", answer.summary());
        String debug = text(error, "debug", "");
        return switch (answer.status()) {
            case 401 ->
                !answer.isA("json")
                        ? new CallFailure(Kind.CREDENTIALS, HttpFailures.refusedBeforeOdoo(uri, answer))
                        : faults.rejectedKey(answer.status(), message);
            case 404 ->
                className.isEmpty()
                        ? new CallFailure(
                                Kind.CONFIGURATION,
                                "there is no JSON-2 API with database " + account.database() + " at " + account.url()
                                        + ", " + message)
                        : new CallFailure(Kind.REFUSED, message);
            case 403 -> classified("odoo.exceptions.AccessError", className, message, debug);
            case 422 -> classified("odoo.exceptions.UserError", className, message, debug);
            case 409 -> new CallFailure(Kind.UNAVAILABLE, message);
            default ->
                className.isEmpty()
                        ? new CallFailure(Kind.PROTOCOL_ERROR, message)
                        : faults.named(className, message, debug);
        };
    }

    /** The error that the body describes, or an empty map: the status is sufficient. */
    private Map<?, ?> error(HttpAnswer answer) {
        try {
            return answer.isA("json") && codec.read(answer) instanceof Map<?, ?> error ? error : Map.of();
        } catch (CallFailure unreadable) {
            return Map.of();
        }
    }

    private static String text(Map<?, ?> error, String key, String orElse) {
        return error.get(key) instanceof String text ? text : orElse;
    }

    private CallFailure classified(String byStatus, String className, String message, String debug) {
        return faults.named(className.startsWith("odoo.") ? className : byStatus, message, debug);
    }

    @Override
    public ServerInfo server() {
        HttpAnswer answer = http.get(URI.create(account.url() + "/web/version"));
        if (answer.status() == 200
                && codec.read(answer) instanceof Map<?, ?> version
                && version.get("version_info") instanceof List<?> info
                && !info.isEmpty()) {
            return ServerInfo.of(String.valueOf(version.get("version")), info, answer.date());
        }
        throw new CallFailure(
                Kind.CONFIGURATION,
                "there is no Odoo 19 or later at " + account.url() + ", " + answer.summary()
                        + "; an older one needs a username too");
    }
}

package io.syncline.odoo;

import io.syncline.odoo.CallFailure.Kind;
import io.syncline.odoo.LoginSettings.Account;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The XML-RPC API, {@code /xmlrpc/2}, with {@link JsonRpc} for what it cannot carry. */
final class XmlRpcTransport implements OdooTransport {

    private static final Map<String, String> HEADERS = Map.of("Content-Type", "text/xml; charset=utf-8");

    private final OdooHttp http;
    private final XmlRpcCodec codec = new XmlRpcCodec();
    private final FaultClassifier faults;
    private final Account account;
    private final URI common;
    private final URI object;
    private final JsonRpc json;

    XmlRpcTransport(Account account, OdooHttp http, JsonCodec codec) {
        this.account = account;
        this.http = http;
        json = new JsonRpc(account, http, codec);
        faults = new FaultClassifier(account.database());
        common = URI.create(account.url() + "/xmlrpc/2/common");
        object = URI.create(account.url() + "/xmlrpc/2/object");
    }

    @Override
    public Login login() {
        Object answer = execute(common, "authenticate", List.of(account.database(), username(), secret(), Map.of()));
        if (Boolean.FALSE.equals(answer)) {
            throw new CallFailure(
                    Kind.CREDENTIALS,
                    "database " + account.database() + " does not accept user " + username()
                            + " with this password or API key; check both, and that the user is active. With two-factor"
                            + " authentication only an API key is accepted, made in Odoo under Preferences, Account Security");
        }
        if (answer instanceof Integer id && id > 0) {
            return new Login(id.longValue());
        }
        throw new CallFailure(Kind.PROTOCOL_ERROR, "the login returned neither a user id nor a rejection");
    }

    @Override
    public @Nullable Object call(OdooCall call, Login login) {
        if (json.isNeededFor(call)) {
            return json.call(call, login);
        }
        try {
            return overXml(call, login);
        } catch (CallFailure failure) {
            if (failure.kind() != Kind.MARSHALLING && failure.kind() != Kind.UNREADABLE) {
                throw failure;
            }
            return json.instead(call, login, failure);
        }
    }

    private @Nullable Object overXml(OdooCall call, Login login) {
        return execute(
                object,
                "execute_kw",
                List.of(
                        account.database(),
                        (int) login.userId(),
                        secret(),
                        call.model(),
                        call.method(),
                        new ArrayList<>(call.positional().values()),
                        new LinkedHashMap<>(call.named())));
    }

    @Override
    public ServerInfo server() {
        HttpAnswer answer = post(common, "version", List.of());
        if (value(answer) instanceof Map<?, ?> version
                && version.get("server_version_info") instanceof List<?> info
                && !info.isEmpty()) {
            return ServerInfo.of(String.valueOf(version.get("server_serie")), info, answer.date());
        }
        throw new CallFailure(Kind.PROTOCOL_ERROR, "the server did not return its version");
    }

    private @Nullable Object execute(URI uri, String method, List<Object> parameters) {
        return value(post(uri, method, parameters));
    }

    private HttpAnswer post(URI uri, String method, List<Object> parameters) {
        HttpAnswer answer = http.post(uri, HEADERS, codec.request(method, parameters));
        if (answer.status() == 200) {
            return answer;
        }
        Kind kind = switch (answer.status()) {
            case 401, 403 -> Kind.CREDENTIALS;
            case 404, 405, 410 -> Kind.CONFIGURATION;
            default -> Kind.PROTOCOL_ERROR;
        };
        String message = switch (kind) {
            case CONFIGURATION -> "there is no XML-RPC of Odoo at " + uri + ", " + answer.summary();
            case CREDENTIALS -> HttpFailures.refusedBeforeOdoo(uri, answer);
            default -> answer.summary();
        };
        throw new CallFailure(kind, message);
    }

    private @Nullable Object value(HttpAnswer http) {
        XmlRpcAnswerReader.Answer answer = codec.answer(http);
        if (answer.fault()) {
            throw faults.xmlRpc(answer.value());
        }
        return answer.value();
    }

    private String username() {
        return String.valueOf(account.username());
    }

    private String secret() {
        return account.secret().reveal();
    }
}

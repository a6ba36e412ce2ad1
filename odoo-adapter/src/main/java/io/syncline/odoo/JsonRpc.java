package io.syncline.odoo;

import io.syncline.odoo.CallFailure.Kind;
import io.syncline.odoo.LoginSettings.Account;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC, {@code /jsonrpc}, for what XML-RPC cannot carry: empty values inside properties, numbers beyond 32 bits and
 * characters that XML forbids. It returns the same values as XML-RPC. Hosts that open XML-RPC only do without.
 *
 * <p>Thread-safe.
 */
final class JsonRpc {

    /** Nothing else shows that a host does not open JSON-RPC: other statuses and broken answers may pass. */
    private static final Set<Integer> CLOSED = Set.of(403, 404, 405);

    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json; charset=utf-8");

    private final OdooHttp http;
    private final JsonCodec codec;
    private final FaultClassifier faults;
    private final Account account;
    private final URI uri;
    private final Set<String> needed = ConcurrentHashMap.newKeySet();
    private volatile boolean absent;

    JsonRpc(Account account, OdooHttp http, JsonCodec codec) {
        this.account = account;
        this.http = http;
        this.codec = codec;
        faults = new FaultClassifier(account.database());
        uri = URI.create(account.url() + "/jsonrpc");
    }

    /** Whether XML-RPC has failed to carry answers of this kind before. */
    boolean isNeededFor(OdooCall call) {
        return !absent && needed.contains(call.toString());
    }

    /**
     * Makes a call whose arguments or answer XML-RPC cannot carry.
     *
     * @param uncarried the failure of XML-RPC, which is thrown if there is no JSON-RPC either
     */
    @Nullable Object instead(OdooCall call, Login login, CallFailure uncarried) {
        if (absent) {
            throw uncarried;
        }
        try {
            Object answer = twice(call, login);
            needed.add(call.toString());
            return answer;
        } catch (CallFailure failure) {
            throw isNoAnswer(failure) ? uncarried : failure;
        }
    }

    private @Nullable Object twice(OdooCall call, Login login) {
        try {
            return call(call, login);
        } catch (CallFailure failure) {
            if (absent || !isNoAnswer(failure)) {
                throw failure;
            }
            return call(call, login);
        }
    }

    private static boolean isNoAnswer(CallFailure failure) {
        return failure.kind() == Kind.PROTOCOL_ERROR || failure.kind() == Kind.CONFIGURATION;
    }

    @Nullable Object call(OdooCall call, Login login) {
        List<Object> arguments = List.of(
                account.database(),
                login.userId(),
                account.secret().reveal(),
                call.model(),
                call.method(),
                new ArrayList<>(call.positional().values()),
                new LinkedHashMap<>(call.named()));
        HttpAnswer answer = http.post(
                uri,
                HEADERS,
                codec.write(Map.of(
                        "jsonrpc",
                        "2.0",
                        "method",
                        "call",
                        "params",
                        Map.of("service", "object", "method", "execute_kw", "args", arguments))));
        if (answer.status() != 200) {
            absent = CLOSED.contains(answer.status());
            throw new CallFailure(
                    Kind.CONFIGURATION, "there is no JSON-RPC of Odoo at " + uri + ", " + answer.summary());
        }
        return value(answer);
    }

    private @Nullable Object value(HttpAnswer http) {
        if (!(codec.read(http) instanceof Map<?, ?> answer) || !answer.containsKey("jsonrpc")) {
            throw new CallFailure(Kind.PROTOCOL_ERROR, "the answer is not JSON-RPC");
        }
        if (!(answer.get("error") instanceof Map<?, ?> error)) {
            return answer.get("result");
        }
        if (error.get("data") instanceof Map<?, ?> data && data.get("name") instanceof String name) {
            throw faults.named(name, String.valueOf(data.get("message")), String.valueOf(data.get("debug")));
        }
        throw new CallFailure(Kind.PROTOCOL_ERROR, "the server sent an error without a name: " + error.get("message"));
    }
}

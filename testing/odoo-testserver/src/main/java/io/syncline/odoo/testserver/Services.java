package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The services {@code common}, {@code object} and {@code db} with positional parameters, as XML-RPC and JSON-RPC use them. */
final class Services {
    private final Rpc rpc;

    Services(Rpc rpc) {
        this.rpc = rpc;
    }

    Endpoint.Incoming incoming(String service, String method, List<? extends @Nullable Object> params) {
        return switch (service) {
            case "common" -> common(method, params);
            case "object" -> object(method, params);
            case "db" -> db(method);
            default -> throw OdooError.internal("KeyError", PythonText.repr(service));
        };
    }

    private Endpoint.Incoming common(String method, List<? extends @Nullable Object> params) {
        return switch (method) {
            case "version" -> Endpoint.Incoming.common("", method, rpc::versionAnswer);
            case "authenticate", "login" ->
                Endpoint.Incoming.common(
                        String.valueOf(at(params, 1)),
                        method,
                        () -> rpc.authenticate(at(params, 0), at(params, 1), at(params, 2)));
            default -> throw unknown(method);
        };
    }

    private Endpoint.Incoming db(String method) {
        return switch (method) {
            case "server_version" ->
                Endpoint.Incoming.common("", method, () -> rpc.version().serverVersion());
            case "list" -> Endpoint.Incoming.common("", method, () -> List.of(rpc.database()));
            default -> throw unknown(method);
        };
    }

    private Endpoint.Incoming object(String method, List<? extends @Nullable Object> params) {
        if (!method.equals("execute_kw") && !method.equals("execute")) {
            throw OdooError.internal("NameError", "Method not available " + method);
        }
        List<@Nullable Object> args = new ArrayList<>();
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        if (method.equals("execute")) {
            args.addAll(params.subList(Math.min(5, params.size()), params.size()));
        } else {
            if (params.size() > 5 && at(params, 5) instanceof List<?> list) {
                args.addAll(list);
            }
            if (params.size() > 6 && at(params, 6) instanceof Map<?, ?> map) {
                map.forEach((key, value) -> kwargs.put(String.valueOf(key), value));
            }
        }
        String model = String.valueOf(at(params, 3));
        String called = String.valueOf(at(params, 4));
        Object user = at(params, 1);
        return new Endpoint.Incoming(rpc.login(user), model, called, args, kwargs, () -> {
            rpc.requireDatabase(at(params, 0));
            return rpc.call(new Rpc.Target(rpc.checked(user, at(params, 2)), model, called), args, kwargs);
        });
    }

    private static @Nullable Object at(List<? extends @Nullable Object> params, int index) {
        if (index >= params.size()) {
            throw OdooError.internal(
                    "TypeError",
                    "missing " + (index + 1 - params.size()) + " required positional argument"
                            + (index == params.size() ? "" : "s"));
        }
        return params.get(index);
    }

    private static OdooError unknown(String method) {
        return OdooError.internal("Exception", "Method not found: " + method);
    }
}

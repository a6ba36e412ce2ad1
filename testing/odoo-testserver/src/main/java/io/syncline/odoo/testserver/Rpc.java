package io.syncline.odoo.testserver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The services behind all endpoints: authenticates the caller and runs each call as one transaction. */
final class Rpc {
    private final String database;
    private final Store store;
    private final OdooVersion version;
    private final ModelMethods methods;

    Rpc(String database, Store store, OdooVersion version, ModelMethods methods) {
        this.database = database;
        this.store = store;
        this.version = version;
        this.methods = methods;
    }

    OdooVersion version() {
        return version;
    }

    String database() {
        return database;
    }

    Map<String, Object> versionAnswer() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("server_version", version.serverVersion());
        answer.put("server_version_info", version.versionInfo());
        answer.put("server_serie", version.series());
        answer.put("protocol_version", 1);
        return answer;
    }

    /** The user's id, or false: a wrong password is no error here. */
    Object authenticate(@Nullable Object name, @Nullable Object login, @Nullable Object secret) {
        requireDatabase(name);
        if ("".equals(secret) && version == OdooVersion.V18) {
            throw OdooError.internal("AssertionError", "scope and key required");
        }
        return store.accounts().entrySet().stream()
                .filter(entry -> entry.getValue().login().equals(login))
                .filter(entry ->
                        secret instanceof String text && entry.getValue().accepts(text))
                .filter(entry -> isActive(entry.getKey()))
                .findFirst()
                .map(entry -> (Object) entry.getKey())
                .orElse(false);
    }

    void requireDatabase(@Nullable Object name) {
        if (!database.equals(name)) {
            throw OdooError.noDatabase(String.valueOf(name));
        }
    }

    /** The owner of an API key, or null. */
    @Nullable Long keyOwner(String key) {
        return store.accounts().entrySet().stream()
                .filter(entry -> entry.getValue().hasKey(key) && isActive(entry.getKey()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private boolean isActive(long user) {
        return store.find("res.users", user, OdooRecord.Scope.DEFAULT)
                .filter(record -> Boolean.TRUE.equals(record.get("active")))
                .isPresent();
    }

    /** A user's login, for the log. */
    String login(@Nullable Object userId) {
        OdooUser user = userId instanceof Long id ? store.account(id) : null;
        return user == null ? "" : user.login();
    }

    /** The user's id if the secret is right. */
    long checked(@Nullable Object userId, @Nullable Object secret) {
        if (!(userId instanceof Long id)) {
            throw OdooError.accessDenied();
        }
        OdooUser user = store.account(id);
        if (user == null) {
            throw OdooError.missing("res.users", id, id);
        }
        if (!(secret instanceof String text) || !user.accepts(text) || !isActive(id)) {
            throw OdooError.accessDenied();
        }
        return id;
    }

    /** A method call of an authenticated user. */
    record Target(long user, String model, String method) {}

    /** Calls with positional arguments, of which the first are the ids where the method is one of records. */
    @Nullable Object call(Target target, List<?> args, Map<String, ?> kwargs) {
        return inTransaction(target, () -> {
            Table table = store.required(target.model());
            MethodSpec method = methods.method(table, target.method());
            if (method.isOnRecords() && args.isEmpty()) {
                throw OdooError.internal("IndexError", "list index out of range");
            }
            Object first = method.isOnRecords() ? args.get(0) : null;
            List<Long> ids = first == null || Boolean.FALSE.equals(first) ? List.of() : idsInOrder(first);
            return run(target, method, ids, method.isOnRecords() ? args.subList(1, args.size()) : args, kwargs);
        });
    }

    /** Calls with named arguments only, as JSON-2 does. */
    @Nullable Object call(Target target, @Nullable Object ids, Map<String, ?> kwargs) {
        return inTransaction(target, () -> {
            MethodSpec method = methods.method(store.required(target.model()), target.method());
            if (ids != null && !method.isOnRecords()) {
                throw OdooError.badArguments("cannot call " + target.model() + "." + target.method() + " with ids");
            }
            Object result = run(target, method, ids == null ? List.of() : idsInOrder(ids), List.of(), kwargs);
            return target.method().equals("create") && result instanceof Long id ? List.of(id) : result;
        });
    }

    private @Nullable Object run(
            Target target, MethodSpec method, List<Long> ids, List<?> args, Map<String, ?> kwargs) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>(kwargs);
        Map<String, @Nullable Object> context = context(named.remove("context"));
        OdooUser user = store.account(target.user());
        if (user == null) {
            throw OdooError.accessDenied();
        }
        Env env = Env.of(store, version, target.user(), user, context);
        Table table = store.required(target.model());
        return method.call(new Arguments(env, table, ids, method.bind(args, named)));
    }

    private @Nullable Object inTransaction(Target target, Supplier<@Nullable Object> work) {
        Object[] result = {null};
        Supplier<Boolean> boxed = () -> {
            result[0] = work.get();
            return true;
        };
        if (WriteMethods.isWrite(target.method())) {
            store.writing(boxed);
        } else {
            store.reading(boxed);
        }
        return result[0];
    }

    private static List<Long> idsInOrder(Object given) {
        return given instanceof List<?> list ? list.stream().map(Cells::whole).toList() : List.of(Cells.whole(given));
    }

    private static Map<String, @Nullable Object> context(@Nullable Object given) {
        Map<String, @Nullable Object> context = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((key, value) -> context.put(String.valueOf(key), value));
        }
        return context;
    }
}

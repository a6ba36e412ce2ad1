package io.syncline.cli.config;

import io.syncline.api.ModelName;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.odoo.OdooRecordSourceBuilder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The keys of a {@code source} section of type {@code odoo}. Each value is tried on a builder of the adapter, which is
 * thrown away: what the adapter refuses is told with its line.
 */
final class OdooKeys {

    private static final Set<String> KEYS = Set.of(
            "type",
            "url",
            "database",
            "username",
            "api-key",
            "password",
            "language",
            "companies",
            "filter",
            "watch",
            "watch-related",
            "transport",
            "ca-file",
            "proxy",
            "connect-timeout",
            "deadline",
            "max-answer-size",
            "page-size");
    private static final Set<String> PROXY_KEYS = Set.of("host", "port", "username", "password");

    private final Section section;
    private final Function<Value, Path> files;
    private final OdooRecordSourceBuilder trial = OdooRecordSource.builder();

    private OdooKeys(Section section, Function<Value, Path> files) {
        this.section = section;
        this.files = files;
    }

    static SourceConfig read(Section section, Function<Value, Path> files) {
        return new OdooKeys(section.allow(KEYS), files).odoo();
    }

    static Set<String> names() {
        Set<String> names = new TreeSet<>(KEYS);
        names.addAll(PROXY_KEYS);
        return names;
    }

    private SourceConfig odoo() {
        SourceConfig.Network network = network();
        return new SourceConfig.Odoo(
                section.required("url", "the address of the Odoo server, such as https://erp.example.com")
                        .checked(Value::text, trial::url),
                section.required("database", "the name of the Odoo database").checked(Value::text, trial::database),
                login(network.transport()),
                reading(),
                network);
    }

    private SourceConfig.Login login(SourceConfig.Transport transport) {
        boolean apiKey = section.has("api-key");
        if (apiKey && section.has("password")) {
            throw section.failure(
                    "password",
                    "give '" + section.qualified("api-key") + "' or '" + section.qualified("password") + "', not both");
        }
        boolean json = transport == SourceConfig.Transport.JSON_2;
        if (json && section.has("password")) {
            throw section.failure("password", "json-2 takes no password; give '" + section.qualified("api-key") + "'");
        }
        Secret credential = section.required(
                        apiKey || json ? "api-key" : "password",
                        json
                                ? "json-2 needs an API key (Odoo: Preferences, Account Security)"
                                : "give an API key as 'api-key' (Odoo: Preferences, Account Security) or a 'password'")
                .secret();
        Optional<String> username =
                section.optional("username").map(value -> value.checked(Value::text, trial::username));
        if (username.isEmpty() && !json) {
            throw section.missing("username", "the login of the Odoo user");
        }
        return new SourceConfig.Login(username, credential, apiKey);
    }

    private SourceConfig.Reading reading() {
        return new SourceConfig.Reading(
                section.optional("language").map(value -> value.checked(Value::text, trial::language)),
                section.optional("companies")
                        .map(value -> value.checked(OdooKeys::ids, trial::companies))
                        .orElse(List.of()),
                models("filter", this::conditions),
                models("watch", this::paths),
                section.optional("watch-related").map(Value::flag).orElse(true));
    }

    private static List<Long> ids(Value value) {
        return value.items("a list of ids, such as [1, 3]").stream()
                .map(Value::count)
                .toList();
    }

    private <T> Map<ModelName, List<T>> models(String key, BiFunction<ModelName, Value, List<T>> reader) {
        Section models = section.section(key);
        Map<ModelName, List<T>> read = new LinkedHashMap<>();
        for (String name : models.keys()) {
            try {
                ModelName model = ModelName.of(name);
                read.put(model, reader.apply(model, models.required(name, "")));
            } catch (IllegalArgumentException noModel) {
                throw models.failure(name, "'" + models.qualified(name) + "': " + noModel.getMessage());
            }
        }
        return read;
    }

    private List<SourceConfig.Condition> conditions(ModelName model, Value value) {
        return value.items("a list of conditions, such as [[customer_rank, '>', 0]]").stream()
                .map(item -> item.checked(
                        OdooKeys::condition,
                        condition -> trial.filter(model, condition.path(), condition.operator(), condition.value())))
                .toList();
    }

    private static SourceConfig.Condition condition(Value value) {
        String form = "a condition of field, operator and value, such as [customer_rank, '>', 0];"
                + " all conditions of a model have to be met";
        List<Value> parts = value.items(form);
        if (parts.size() != 3) {
            throw value.failure("must be " + form);
        }
        return new SourceConfig.Condition(
                parts.get(0).text(), parts.get(1).text(), parts.get(2).term());
    }

    private List<String> paths(ModelName model, Value value) {
        return value.items("a list of links, such as [order_line.product_id]").stream()
                .map(item -> item.checked(Value::text, path -> trial.watch(model, path)))
                .toList();
    }

    private SourceConfig.Network network() {
        return new SourceConfig.Network(
                section.optional("transport")
                        .map(value -> value.choice(SourceConfig.Transport.class))
                        .orElse(SourceConfig.Transport.AUTO),
                section.optional("ca-file").map(files),
                section.has("proxy") ? Optional.of(proxy(section.section("proxy"))) : Optional.empty(),
                new SourceConfig.Limits(
                        section.optional("connect-timeout")
                                .map(value -> value.checked(Value::duration, trial::connectTimeout)),
                        section.optional("deadline").map(value -> value.checked(Value::duration, trial::deadline)),
                        section.optional("max-answer-size")
                                .map(value -> value.checked(Value::bytes, size -> trial.maxAnswerBytes(size, size))),
                        Optionals.number(section.optional("page-size").map(this::pageSize))));
    }

    private Value pageSize(Value value) {
        value.checked(Value::number, trial::pageSize);
        return value;
    }

    private SourceConfig.Proxy proxy(Section proxy) {
        proxy.allow(PROXY_KEYS);
        Value host = proxy.required("host", "the host of the proxy");
        int port = proxy.required("port", "the port of the proxy, such as 3128").number();
        host.checked(Value::text, name -> OdooRecordSource.builder().proxy(name, port));
        if (!proxy.has("username") && !proxy.has("password")) {
            return new SourceConfig.Proxy(host.text(), port, Optional.empty());
        }
        Value username = proxy.required("username", "whom the proxy lets through");
        Secret password =
                proxy.required("password", "the password of the proxy's user").secret();
        username.checked(Value::text, user -> trial.proxy(host.text(), port, user, password.reveal()));
        return new SourceConfig.Proxy(
                host.text(), port, Optional.of(new SourceConfig.ProxyLogin(username.text(), password)));
    }
}

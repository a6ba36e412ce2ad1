package io.syncline.odoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls any method of a real server, named by {@code -Dodoo.url}, {@code -Dodoo.database}, {@code -Dodoo.username} and one of
 * {@code -Dodoo.password} and {@code -Dodoo.api-key}; {@code -Dodoo.transport} chooses the interface of sources.
 */
final class RealOdooClient implements AutoCloseable {

    private final OdooHttp http = new OdooHttp(new NetworkSettings().network());
    private final XmlRpcTransport transport;
    private final Login login;

    RealOdooClient() {
        LoginSettings settings = new LoginSettings();
        settings.url(property("odoo.url"));
        settings.database(property("odoo.database"));
        settings.username(property("odoo.username"));
        key().ifPresentOrElse(settings::apiKey, () -> settings.password(property("odoo.password")));
        settings.transport(OdooRecordSource.Transport.XML_RPC);
        transport = new XmlRpcTransport(settings.account(), http, new JsonCodec());
        login = transport.login();
    }

    /** A source that reads from the server. */
    static OdooRecordSourceBuilder builder() {
        OdooRecordSourceBuilder builder = OdooRecordSource.builder()
                .url(property("odoo.url"))
                .database(property("odoo.database"))
                .username(property("odoo.username"))
                .transport(OdooRecordSource.Transport.valueOf(System.getProperty("odoo.transport", "AUTO")));
        return key().map(builder::apiKey).orElseGet(() -> builder.password(property("odoo.password")));
    }

    private static Optional<String> key() {
        return Optional.ofNullable(System.getProperty("odoo.api-key"));
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), "-D" + name + " is missing");
    }

    @Nullable Object call(String model, String method, Object... arguments) {
        OdooCall call = new OdooCall(model, method);
        for (Object argument : arguments) {
            call = call.with("argument" + call.positional().size(), argument);
        }
        return transport.call(call, login);
    }

    long create(String model, Map<String, Object> values) {
        return ((Number) Objects.requireNonNull(call(model, "create", values))).longValue();
    }

    void write(String model, long id, Map<String, Object> values) {
        call(model, "write", List.of((int) id), values);
    }

    void delete(String model, List<Long> ids) {
        call(model, "unlink", ids.stream().map(Long::intValue).toList());
    }

    /** The records that meet a condition, with some of their fields. */
    List<Map<?, ?>> read(String model, List<?> domain, List<String> fields) {
        List<Map<?, ?>> rows = new ArrayList<>();
        if (call(model, "search_read", domain, fields) instanceof List<?> answer) {
            answer.forEach(row -> rows.add((Map<?, ?>) row));
        }
        return rows;
    }

    @Override
    public void close() {
        http.close();
    }
}

package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.RecordSource;
import io.syncline.testkit.contract.RecordSourceFixture;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A real server, named by {@code -Dodoo.url}, {@code -Dodoo.database}, {@code -Dodoo.username} and one of
 * {@code -Dodoo.password} and {@code -Dodoo.api-key}; {@code -Dodoo.transport} chooses the interface. The user must be allowed to create, change and delete contacts;
 * those that a test creates are deleted after it.
 */
final class RealOdooFixture implements RecordSourceFixture {

    static final ModelName PARTNER = ModelName.of("res.partner");

    private final OdooRecordSource source;
    private final OdooHttp http;
    private final XmlRpcTransport writer;
    private final Login login;
    private final List<Long> created = new ArrayList<>();

    RealOdooFixture() {
        source = builder().build();
        LoginSettings settings = new LoginSettings();
        settings.url(property("odoo.url"));
        settings.database(property("odoo.database"));
        settings.username(property("odoo.username"));
        key().ifPresentOrElse(settings::apiKey, () -> settings.password(property("odoo.password")));
        settings.transport(OdooRecordSource.Transport.XML_RPC);
        http = new OdooHttp(new NetworkSettings().network());
        writer = new XmlRpcTransport(settings.account(), http, new JsonCodec());
        login = writer.login();
    }

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

    private Object write(String method, Object first, Object second) {
        OdooCall call = new OdooCall("res.partner", method).with("first", first);
        return String.valueOf(writer.call(second.equals("") ? call : call.with("second", second), login));
    }

    @Override
    public RecordSource source() {
        return source;
    }

    @Override
    public ModelName model() {
        return PARTNER;
    }

    @Override
    public String field() {
        return "name";
    }

    @Override
    public RecordId create(String text) {
        RecordId id = RecordId.of(
                Long.parseLong(write("create", Map.of("name", text), "").toString()));
        created.add(id.number());
        return id;
    }

    @Override
    public void update(RecordId id, String text) {
        write("write", List.of((int) id.number()), Map.of("name", text));
    }

    @Override
    public void delete(RecordId id) {
        created.remove(id.number());
        write("unlink", List.of((int) id.number()), "");
    }

    @Override
    public void archive(RecordId id) {
        write("write", List.of((int) id.number()), Map.of("active", false));
    }

    /** Polls the time until it is a second later; each call takes a few milliseconds. */
    @Override
    public void nextSecond() {
        Instant second = source.now().truncatedTo(ChronoUnit.SECONDS);
        while (!source.now().truncatedTo(ChronoUnit.SECONDS).isAfter(second)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        if (!created.isEmpty()) {
            write("unlink", created.stream().map(Long::intValue).toList(), "");
        }
        source.close();
        http.close();
    }
}

package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.FieldRestrictions;
import io.syncline.core.port.RecordSource;
import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.contract.RecordSourceFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A server in this process, and a source that reads partners from it. */
final class OdooServerFixture implements RecordSourceFixture {

    static final String PASSWORD = "marker-pässword-😀";
    static final String KEY = "marker-key-0123456789";
    static final ModelName PARTNER = ModelName.of("res.partner");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T14:05:24.896486Z"));
    private final OdooServer server;
    private final OdooRecordSourceBuilder builder;
    private final OdooRecordSource source;

    OdooServerFixture(OdooVersion version, OdooRecordSource.Transport transport) {
        this(version, transport, OdooUser.administrator("admin", PASSWORD), builder -> builder);
    }

    OdooServerFixture(
            OdooVersion version,
            OdooRecordSource.Transport transport,
            OdooUser user,
            UnaryOperator<OdooRecordSourceBuilder> more) {
        server = OdooServer.builder()
                .version(version)
                .clock(clock)
                .user("owner", "owner")
                .user(user.apiKey(KEY))
                .start();
        builder = more.apply(OdooRecordSource.builder()
                .url(server.url())
                .database(server.databaseName())
                .username(login(user))
                .apiKey(KEY)
                .transport(transport));
        source = builder.build();
        create("There before");
    }

    private static String login(OdooUser user) {
        return user.toString().replace("OdooUser ", "");
    }

    /** Another source with the same settings, which has not read anything yet. */
    OdooRecordSource freshSource() {
        return builder.build();
    }

    /** The source by its interface for unreadable fields. */
    FieldRestrictions partial() {
        return source;
    }

    OdooServer server() {
        return server;
    }

    OdooDatabase database() {
        return server.database();
    }

    ManualClock clock() {
        return clock;
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
        return RecordId.of(database().create("res.partner", Map.of("name", text)));
    }

    @Override
    public RecordId createUndated(String text) {
        RecordId id = create(text);
        database().setWriteDate("res.partner", List.of(id.number()), null);
        return id;
    }

    @Override
    public void update(RecordId id, String text) {
        database().write("res.partner", id.number(), Map.of("name", text));
    }

    @Override
    public void archive(RecordId id) {
        database().archive("res.partner", id.number());
    }

    @Override
    public void delete(RecordId id) {
        database().unlink("res.partner", id.number());
    }

    @Override
    public void nextSecond() {
        clock.advance(Duration.ofSeconds(1));
    }

    @Override
    public void close() {
        source.close();
        server.close();
    }
}

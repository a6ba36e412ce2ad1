package io.syncline.enginetests.acceptance;

import io.syncline.api.RecordId;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.sqlite.SqliteStore;
import io.syncline.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.IntStream;

/** Odoo's protocol, a real embedder and a real file, all on one clock that the test moves. */
final class OdooWorld implements World {

    private static final String PARTNERS = MODEL.value();
    private static final String TAGS = OTHER_MODEL.value();
    private static final String LOGIN = "bot";
    private static final String PASSWORD = "of the bot";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T08:00:00Z"));
    private final OdooServer server = OdooServer.builder()
            .database("company")
            .user(LOGIN, PASSWORD)
            .clock(clock)
            .start();
    private final Embedder embedder;
    private final SqliteStore store;
    private final RecordSource source;
    private VectorSink sink;
    private MetadataStore metadata;

    /**
     * An empty company.
     *
     * @param embedder stays open when this is closed
     */
    OdooWorld(Path file, Embedder embedder) {
        this.embedder = embedder;
        store = SqliteStore.builder().path(file).clock(clock).build();
        source = OdooRecordSource.builder()
                .url(server.url())
                .database(server.databaseName())
                .username(LOGIN)
                .password(PASSWORD)
                .build();
        sink = store.vectorSink();
        metadata = store.metadataStore();
        server.database()
                .createAll(
                        TAGS,
                        IntStream.rangeClosed(1, 5)
                                .mapToObj(i -> named("Tag " + i))
                                .toList());
    }

    private static Map<String, Object> named(String name) {
        return Map.of("name", name);
    }

    OdooServer server() {
        return server;
    }

    @Override
    public RecordSource source() {
        return source;
    }

    @Override
    public Embedder embedder() {
        return embedder;
    }

    @Override
    public VectorSink sink() {
        return sink;
    }

    @Override
    public MetadataStore metadata() {
        return metadata;
    }

    @Override
    public void create(int count) {
        server.database()
                .createAll(
                        PARTNERS,
                        IntStream.rangeClosed(1, count)
                                .mapToObj(i -> named("Partner " + i))
                                .toList());
    }

    @Override
    public void rename(RecordId id, String name) {
        server.database().write(PARTNERS, id.number(), named(name));
    }

    @Override
    public void archive(RecordId id) {
        server.database().archive(PARTNERS, id.number());
    }

    @Override
    public void delete(Collection<RecordId> ids) {
        server.database().unlink(PARTNERS, ids.stream().map(RecordId::number).toArray(Long[]::new));
    }

    @Override
    public void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    public void restart() {
        sink.close();
        metadata.close();
        sink = store.vectorSink();
        metadata = store.metadataStore();
    }

    @Override
    public void close() {
        source.close();
        sink.close();
        metadata.close();
        server.close();
    }
}

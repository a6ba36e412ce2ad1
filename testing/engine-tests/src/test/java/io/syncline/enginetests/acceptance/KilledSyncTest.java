package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.CleanupRequest;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.core.text.Document;
import io.syncline.core.text.DocumentMaker;
import io.syncline.core.text.DocumentPlan;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.testkit.qdrant.QdrantTestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Syncs of an Odoo-compatible server into a real Qdrant, killed at random instants while people work. {@code
 * -Dsyncline.kills=N} kills more of them.
 */
class KilledSyncTest {

    private static final int RECORDS = 120;

    @TempDir
    Path directory;

    private final Random random = new Random(20261125);
    private final Map<Long, String> names = new HashMap<>();
    private final Set<String> stored = new HashSet<>();
    private final List<Long> created = new ArrayList<>();
    private int serial;

    @Test
    void nothingShouldBeLostDuplicatedOrEmbeddedTwiceWhenRunsAreKilled() throws Exception {
        int kills = Integer.getInteger("syncline.kills", 4);
        try (OdooServer odoo = OdooServer.builder()
                        .user(OdooUser.administrator("sync", SyncProcess.PASSWORD))
                        .start();
                Company company = new Company(odoo)) {
            odoo.database().ids("res.partner").forEach(id -> rename(odoo, id));
            for (int i = 0; i < RECORDS; i++) {
                create(odoo);
            }
            for (int kill = 1; kill <= kills; kill++) {
                killAtRandom(company);
                recordStored(company);
                work(odoo);
            }
            SyncReport last = company.sync();

            assertThat(last.outcome()).isEqualTo(RunOutcome.COMPLETED);
            if (last.resumed()) {
                assertThat(company.sync().outcome()).isEqualTo(RunOutcome.COMPLETED);
            }
            check(company);
        }
    }

    private void check(Company company) {
        company.engine.cleanup(CleanupRequest.builder()
                .model(SyncProcess.MODEL)
                .maxDeleteShare(1)
                .build());
        Map<RecordId, RecordStamp> stamps = company.stamps();
        assertThat(stamps.keySet().stream().map(RecordId::number)).containsExactlyInAnyOrderElementsOf(names.keySet());
        assertThat(stamps.values())
                .allSatisfy(stamp -> assertThat(stamp.storedChunks()).isEqualTo(stamp.chunkCount()));
        assertThat(company.engine
                        .verify(VerifyRequest.builder()
                                .model(SyncProcess.MODEL)
                                .deep(true)
                                .build())
                        .differences())
                .isEmpty();
    }

    /** Kills the process after a random number of embedding requests, unless it ends before. */
    private void killAtRandom(Company company) throws IOException, InterruptedException {
        int requests = 1 + random.nextInt(12);
        Process process = company.place.start(false);
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null && requests > 0) {
                requests -= read(line) ? 1 : 0;
                line = requests > 0 ? output.readLine() : line;
            }
            // By its handle, because Process.destroyForcibly discards the output of the process.
            process.toHandle().destroyForcibly();
            process.waitFor();
            output.lines().forEach(this::read);
        } finally {
            process.destroyForcibly();
        }
    }

    private boolean read(String line) {
        if (!line.startsWith("EMBED ")) {
            return false;
        }
        for (String text : line.substring("EMBED ".length()).split("\\|", -1)) {
            assertThat(stored).as("texts stored before this run").doesNotContain(text);
        }
        return true;
    }

    private void recordStored(Company company) {
        stored.clear();
        company.stamps().forEach((id, stamp) -> {
            String name = names.getOrDefault(id.value(), "");
            Document document =
                    company.documents.make(new SourceRecord(id, 0, Map.of("name", new FieldValue.Text(name))));
            if (stamp.contentHash().equals(document.contentHash())) {
                stored.add(document.chunks().get(0).text());
            }
        });
    }

    private void work(OdooServer odoo) {
        for (int i = 0; i < 20; i++) {
            rename(odoo, anyId());
        }
        for (int i = 0; i < 3; i++) {
            create(odoo);
        }
        for (int i = 0; i < 2; i++) {
            long id = created.remove(random.nextInt(created.size()));
            odoo.database().unlink("res.partner", id);
            names.remove(id);
        }
    }

    private long anyId() {
        List<Long> ids = names.keySet().stream().sorted().toList();
        return ids.get(random.nextInt(ids.size()));
    }

    private void create(OdooServer odoo) {
        String name = "Partner " + ++serial;
        long id = odoo.database().create("res.partner", Map.of("name", name));
        created.add(id);
        names.put(id, name);
    }

    private void rename(OdooServer odoo, long id) {
        String name = "Partner " + ++serial;
        odoo.database().write("res.partner", id, Map.of("name", name));
        names.put(id, name);
    }

    /** The engine of the test itself, besides the processes. */
    private final class Company implements AutoCloseable {

        private final SyncProcess.Place place;
        private final RecordSource source;
        private final VectorSink sink;
        private final MetadataStore metadata;
        private final Embedder embedder = SyncProcess.vectors();
        private final SyncEngine engine;
        private final ModelKey key;
        private final DocumentMaker documents;

        Company(OdooServer odoo) {
            QdrantTestServer qdrant = QdrantTestServer.shared();
            place = new SyncProcess.Place(
                    odoo.url().toString(),
                    odoo.databaseName(),
                    directory.resolve("sync_metadata.json"),
                    "qdrant:" + qdrant.port() + ":" + QdrantTestServer.freshName());
            source = place.source();
            sink = place.openSink();
            metadata = place.metadata();
            engine = place.engine(embedder, source, sink, metadata);
            key = new ModelKey(source.name(), SyncProcess.MODEL);
            documents = DocumentMaker.of(
                    DocumentPlan.of(source.describe(SyncProcess.MODEL), List.of("name"), Optional.empty(), List.of()),
                    embedder,
                    512,
                    64);
            sink.prepare(new SinkSchema(embedder.fingerprint()));
        }

        SyncReport sync() {
            SyncReport report = engine.sync(SyncRequest.of(SyncProcess.MODEL.value()));
            while (report.outcome() == RunOutcome.REFUSED_IN_PROGRESS) {
                report = engine.sync(SyncRequest.of(SyncProcess.MODEL.value()));
            }
            return report;
        }

        Map<RecordId, RecordStamp> stamps() {
            Collection<RecordId> ids = sink.ids(key, IdRange.ALL, 1000).entries().stream()
                    .map(IdAndVersion::id)
                    .collect(Collectors.toSet());
            return ids.isEmpty() ? Map.of() : sink.stamps(key, ids);
        }

        @Override
        public void close() {
            engine.close();
            metadata.close();
            sink.close();
            source.close();
            embedder.close();
        }
    }
}

package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.CleanupRequest;
import io.syncline.api.RecordId;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.EngineSettings;
import io.syncline.odoo.testserver.OdooCall;
import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.testkit.forward.ForwardingEmbedder;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users create and delete records in Odoo between any two pages of a listing. */
class PagingUnderChangeTest {

    private static final String PARTNERS = "res.partner";
    private static final int RECORDS = 1000;
    private static final int PAGE = 50;

    @TempDir
    private Path directory;

    private final RecordingEmbedder embedder = new RecordingEmbedder();
    private OdooWorld world;

    @BeforeEach
    void open() {
        world = new OdooWorld(directory.resolve("index.db"), embedder);
        world.create(RECORDS);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void noRecordShouldBeSkippedOrRepeatedWhenRecordsAreCreatedAndDeletedBetweenPages() {
        Changes changes = new Changes(world.server().database());
        world.server().intercept(changes::beforeAnswer);

        SyncReport report = sync();

        Set<Long> stayed = changes.stayed();
        assertThat(changes.rounds).as("pages during which something changed").isGreaterThan(RECORDS / PAGE);
        assertThat(report.success()).isTrue();
        assertThat(report.recordsUnchanged()).as("seen twice").isZero();
        assertThat(report.recordsEmbedded()).isEqualTo(report.recordsProcessed());
        assertThat(embedder.texts).as("each text embedded once").doesNotHaveDuplicates();
        assertThat(stored()).as("all that were there throughout").containsAll(stayed);
        assertThat(stored())
                .as("no record that was deleted before its page")
                .doesNotContainAnyElementsOf(changes.unseen);
    }

    @Test
    void nextSyncAndCleanupShouldBringTheStoreInSync() {
        world.server().intercept(new Changes(world.server().database())::beforeAnswer);
        sync();
        world.server().intercept(call -> OdooReply.proceed());
        world.pass(Duration.ofMinutes(1));

        sync();
        try (SyncEngine engine = engine()) {
            engine.cleanup(CleanupRequest.of(PARTNERS));
        }

        assertThat(stored())
                .containsExactlyInAnyOrderElementsOf(world.server().database().ids(PARTNERS));
    }

    @Test
    void noCallShouldPageByOffset() {
        sync();
        try (SyncEngine engine = engine()) {
            engine.cleanup(CleanupRequest.of(PARTNERS));
        }

        assertThat(world.server().calls())
                .filteredOn(call -> call.model().equals(PARTNERS))
                .hasSizeGreaterThan(RECORDS / PAGE)
                .allSatisfy(call -> assertThat(call.kwargs().getOrDefault("offset", 0))
                        .as(call.toString())
                        .isIn(0, false));
    }

    private SyncEngine engine() {
        return SyncEngine.builder()
                .source(world.source())
                .embedder(world.embedder())
                .sink(world.sink())
                .metadata(world.metadata())
                .settings(EngineSettings.builder().fetchBatchSize(PAGE).build())
                .build();
    }

    private SyncReport sync() {
        try (SyncEngine engine = engine()) {
            return engine.sync(SyncRequest.of(PARTNERS));
        }
    }

    private List<Long> stored() {
        ModelKey key = new ModelKey(world.source().name(), World.MODEL);
        return world.sink().ids(key, IdRange.ALL, 10 * RECORDS).entries().stream()
                .map(IdAndVersion::id)
                .map(RecordId::number)
                .toList();
    }

    /** With each page: deletes one of the first and one of the last records, and creates three. */
    private static final class Changes {

        private final OdooDatabase database;
        private final Set<Long> deleted = Collections.synchronizedSet(new TreeSet<>());
        private final List<Long> unseen = Collections.synchronizedList(new ArrayList<>());
        private int rounds;

        Changes(OdooDatabase database) {
            this.database = database;
        }

        synchronized OdooReply beforeAnswer(OdooCall call) {
            if (call.model().equals(PARTNERS) && call.method().startsWith("search") && rounds < 3 * RECORDS / PAGE) {
                rounds++;
                delete(rounds);
                if (rounds < RECORDS / PAGE / 2) {
                    unseen.add((long) RECORDS - rounds);
                    delete(RECORDS - rounds);
                }
                for (int i = 0; i < 3; i++) {
                    database.create(PARTNERS, Map.of("name", "New " + rounds + "." + i));
                }
            }
            return OdooReply.proceed();
        }

        private void delete(long id) {
            database.unlink(PARTNERS, id);
            deleted.add(id);
        }

        Set<Long> stayed() {
            Set<Long> stayed =
                    new TreeSet<>(LongStream.rangeClosed(1, RECORDS).boxed().toList());
            stayed.removeAll(deleted);
            return stayed;
        }
    }

    /** Records the texts of its requests. */
    private static final class RecordingEmbedder extends ForwardingEmbedder {

        private final List<String> texts = Collections.synchronizedList(new ArrayList<>());

        RecordingEmbedder() {
            super(InMemoryEmbedder.builder().build());
        }

        @Override
        public EmbeddingResult embed(List<String> batch, InputType type) {
            texts.addAll(batch);
            return super.embed(batch, type);
        }
    }
}

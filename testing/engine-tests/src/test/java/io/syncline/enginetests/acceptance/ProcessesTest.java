package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.enginetests.StateKeys;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.odoo.testserver.OdooUser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that share a source, a state file and a sink. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "stops processes by signals")
class ProcessesTest {

    private static final int RECORDS = 40;
    private static final String STATE = "sync_metadata.json";
    private static final String INDEX = "index.db";

    /** The offset in the shared memory of a database that SQLite's file format defines. */
    private static final long SQLITE_WRITE_LOCK = 120;

    @TempDir
    Path directory;

    private OdooServer odoo;
    private SyncProcess.Place place;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void start() {
        odoo = OdooServer.builder()
                .user(OdooUser.administrator("sync", SyncProcess.PASSWORD))
                .start();
        for (int i = 1; i <= RECORDS; i++) {
            odoo.database().create("res.partner", Map.of("name", "Partner " + i));
        }
        place = new SyncProcess.Place(
                odoo.url().toString(),
                odoo.databaseName(),
                directory.resolve(STATE),
                "sqlite:" + directory.resolve(INDEX));
    }

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
        odoo.close();
    }

    @Test
    void exactlyOneOfManyProcessesShouldRun() throws Exception {
        List<BufferedReader> outputs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            outputs.add(output(launch()));
        }
        List<String> first = new ArrayList<>();
        for (BufferedReader output : outputs) {
            first.add(output.readLine());
        }

        assertThat(first).filteredOn(line -> line.startsWith("EMBED")).hasSize(1);
        assertThat(first)
                .filteredOn(line -> line.startsWith("REPORT REFUSED_IN_PROGRESS"))
                .hasSize(2);
        int winner = LongStream.range(0, 3)
                .mapToInt(Math::toIntExact)
                .filter(i -> first.get(i).startsWith("EMBED"))
                .findFirst()
                .orElseThrow();
        release(processes.get(winner));
        assertThat(outputs.get(winner).lines().reduce((a, b) -> b)).hasValue("REPORT COMPLETED ");
    }

    @Test
    void processPausedBeyondItsLeaseShouldWriteNothing() throws Exception {
        Process paused = launch();
        BufferedReader output = output(paused);
        assertThat(output.readLine()).startsWith("EMBED");
        stopBetweenChanges(paused);
        try (RecordSource source = place.source();
                VectorSink sink = place.openSink();
                MetadataStore metadata = place.metadata();
                Embedder embedder = SyncProcess.vectors();
                SyncEngine engine = place.engine(embedder, source, sink, metadata)) {
            assertThat(syncOnceAllowed(engine).outcome()).isEqualTo(RunOutcome.COMPLETED);
            ModelKey key = new ModelKey(source.name(), SyncProcess.MODEL);
            VersionedState state = metadata.read(StateKeys.of(metadata, SyncProcess.MODEL));
            Map<RecordId, RecordStamp> stamps = stamps(sink, embedder, key);
            assertThat(stamps).hasSizeGreaterThanOrEqualTo(RECORDS);

            signal(paused, "-CONT");
            release(paused);

            assertThat(output.lines().reduce((a, b) -> b)).hasValue("REPORT FAILED LostRaceException");
            assertThat(paused.waitFor()).isEqualTo(1);
            assertThat(metadata.read(StateKeys.of(metadata, SyncProcess.MODEL))).isEqualTo(state);
            assertThat(stamps(sink, embedder, key)).isEqualTo(stamps);
        }
    }

    /** A process that is suspended during a change would keep the lock of the file and block all others. */
    private void stopBetweenChanges(Process process) throws Exception {
        signal(process, "-STOP");
        while (isLocked(STATE + ".lock", 0, Long.MAX_VALUE) || isLocked(INDEX + "-shm", SQLITE_WRITE_LOCK, 1)) {
            signal(process, "-CONT");
            signal(process, "-STOP");
        }
    }

    private boolean isLocked(String name, long position, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(directory.resolve(name), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock(position, size, false)) {
            return free == null;
        }
    }

    private static SyncReport syncOnceAllowed(SyncEngine engine) {
        SyncReport report = engine.sync(SyncRequest.of(SyncProcess.MODEL.value()));
        while (report.outcome() == RunOutcome.REFUSED_IN_PROGRESS) {
            report = engine.sync(SyncRequest.of(SyncProcess.MODEL.value()));
        }
        return report;
    }

    private static Map<RecordId, RecordStamp> stamps(VectorSink sink, Embedder embedder, ModelKey key) {
        sink.prepare(new SinkSchema(embedder.fingerprint()));
        return sink.stamps(
                key,
                LongStream.rangeClosed(1, 2L * RECORDS).mapToObj(RecordId::of).toList());
    }

    private Process launch() throws IOException {
        Process process = place.start(true);
        processes.add(process);
        return process;
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void release(Process process) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        int status = ChildProcess.start(new ProcessBuilder("kill", signal, Long.toString(process.pid())).inheritIO())
                .waitFor();
        assertThat(status).as("status of kill %s", signal).isZero();
    }
}

package io.syncline.sqlite;

import static io.syncline.sqlite.TestPoints.PARTNERS;
import static io.syncline.sqlite.TestPoints.STATE;

import io.syncline.api.SyncType;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.SinkSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * A process that stores batches, saves a checkpoint after each, and then prints the number of the batch, until it is
 * killed or has stored a given number.
 */
final class WriterProcess {

    static final int DIMENSION = 384;
    static final int BATCH = 100;
    static final int CHUNKS = 2;
    static final SinkSchema SCHEMA = TestPoints.schema(DIMENSION);

    private WriterProcess() {}

    public static void main(String[] args) {
        SqliteStore store = TestPoints.store(Path.of(args[0]));
        long offset = Long.parseLong(args[1]);
        long batches = Long.parseLong(args[2]);
        try (VectorSink sink = store.vectorSink();
                MetadataStore metadata = store.metadataStore()) {
            sink.prepare(SCHEMA);
            long cursor = cursor(metadata.read(STATE));
            for (long batch = cursor + 1; batch <= batches; batch++) {
                sink.upsert(PARTNERS, 1, batch(offset, batch));
                save(metadata, batch);
                System.out.println(batch);
            }
        }
    }

    static List<EmbeddedDocument> batch(long offset, long batch) {
        List<EmbeddedDocument> documents = new ArrayList<>();
        for (long id : ids(offset, batch)) {
            float[] vector = new float[DIMENSION];
            Arrays.fill(vector, (float) id);
            EmbeddedDocument plain = TestPoints.document(id, batch, CHUNKS);
            documents.add(new EmbeddedDocument(
                    plain.id(),
                    plain.sourceVersion(),
                    plain.contentHash(),
                    plain.fingerprint(),
                    plain.payload(),
                    plain.chunks().stream()
                            .map(chunk -> TestPoints.chunk(chunk.text(), vector))
                            .toList()));
        }
        return documents;
    }

    static long[] ids(long offset, long batch) {
        return LongStream.rangeClosed((batch - 1) * BATCH + 1, batch * BATCH)
                .map(id -> offset + id)
                .toArray();
    }

    static long cursor(VersionedState state) {
        return state.state()
                .checkpoint()
                .map(checkpoint -> checkpoint.cursor().id().number())
                .orElse(0L);
    }

    private static void save(MetadataStore metadata, long batch) {
        boolean saved = false;
        while (!saved) {
            long revision = metadata.read(STATE).revision();
            saved = metadata.compareAndSet(
                    STATE,
                    revision,
                    ModelState.builder()
                            .checkpoint(Checkpoint.builder()
                                    .type(SyncType.FULL)
                                    .cursor(Cursor.after(batch))
                                    .sourceStart(Instant.EPOCH)
                                    .fingerprint("fp")
                                    .build())
                            .build());
        }
    }

    /** Starts the process, which is killed after two minutes at the latest. */
    static Process start(Path file, long offset, long batches) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterProcess.class.getName(),
                        file.toString(),
                        Long.toString(offset),
                        Long.toString(batches))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES)
                .execute(() -> process.toHandle().destroyForcibly());
        return process;
    }

    /** Waits for some acknowledgements, kills the process immediately, and returns the last batch it acknowledged. */
    static long killAfter(Process process, int acknowledgements) throws InterruptedException {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            long last = 0;
            for (int i = 0; i < acknowledgements; i++) {
                last = Long.parseLong(output.readLine());
            }
            // By its handle, because Process.destroyForcibly discards unread output.
            process.toHandle().destroyForcibly();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The process was not killed");
            }
            // Lines printed after the last one read count too.
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                last = Long.parseLong(line);
            }
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

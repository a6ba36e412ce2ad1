package io.syncline.sqlite;

import static io.syncline.sqlite.TestPoints.PARTNERS;
import static io.syncline.sqlite.TestPoints.SCHEMA;
import static io.syncline.sqlite.TestPoints.STATE;
import static io.syncline.sqlite.TestPoints.documents;
import static io.syncline.sqlite.TestPoints.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.ModelState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sink that stores one page after the other, beside the state of the same run in the same file. */
class WriterTurnsTest {

    private static final int WRITES = 20;
    private static final int MOST_PAGES_A_WRITE = 5;

    @TempDir
    Path directory;

    @Test
    void stateShouldBeWrittenBetweenThePagesOfASinkThatNeverRests() throws Exception {
        Path file = directory.resolve("index.db");
        ExecutorService executor = Executors.newFixedThreadPool(2);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger pages = new AtomicInteger();
        // two stores of one file, as two sections of a configuration open them
        try (VectorSink sink = store(file).vectorSink();
                MetadataStore states = store(file).metadataStore()) {
            sink.prepare(SCHEMA);
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                long first = 1 + 60L * writer; // a page of one turn
                writers.add(executor.submit(() -> {
                    while (!done.get()) {
                        sink.upsert(PARTNERS, 1, documents(first, first + 60, pages.incrementAndGet(), 1));
                    }
                }));
            }
            while (pages.get() < 4) {
                Thread.onSpinWait();
            }
            int before = pages.get();
            for (int version = 0; version < WRITES; version++) {
                assertThat(states.compareAndSet(STATE, version, ModelState.NEW)).isTrue();
            }
            int meanwhile = pages.get() - before;
            done.set(true);
            for (Future<?> writer : writers) {
                writer.get(1, TimeUnit.MINUTES);
            }
            assertThat(meanwhile)
                    .as("pages during %d writes of state", WRITES)
                    .isBetween(1, WRITES * MOST_PAGES_A_WRITE);
        } finally {
            done.set(true);
            executor.shutdownNow();
        }
    }
}

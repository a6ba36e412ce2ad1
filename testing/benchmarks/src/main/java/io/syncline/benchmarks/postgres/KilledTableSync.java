package io.syncline.benchmarks.postgres;

import io.syncline.api.RunOutcome;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.benchmarks.KilledProcess;
import io.syncline.benchmarks.NoOpEmbedder;
import io.syncline.core.SyncEngine;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.state.FileMetadataStore;
import io.syncline.pgvector.PgvectorSink;
import io.syncline.sql.SqlRecordSource;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A sync of a table into points of the same server, as a process of its own. */
final class KilledTableSync {

    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final int SAMPLES = 10;

    private KilledTableSync() {}

    /**
     * The process. Prints how far it is, and at its end whether it resumed, what it processed and embedded, and the live heap on
     * the way in MB.
     *
     * @param arguments the address of the server, a file for the state, and the number of rows
     */
    public static void main(String... arguments) {
        long sample = Math.max(1, Long.parseLong(arguments[2]) / SAMPLES);
        Set<String> heap = new LinkedHashSet<>();
        SyncListener listener = new SyncListener() {
            private long next;

            @Override
            public void progressed(RunProgress now) {
                System.out.println(KilledProcess.AT + now.processed());
                if (now.processed() >= next) {
                    next = now.processed() + sample;
                    heap.add(liveMegabytes());
                }
            }
        };
        try (SqlRecordSource source = PostgresBench.source(arguments[0]);
                PgvectorSink sink = PostgresBench.sink(arguments[0]);
                SyncEngine engine = SyncEngine.builder()
                        .source(source)
                        .embedder(new NoOpEmbedder())
                        .sink(PostgresBench.unindexed(sink))
                        .metadata(FileMetadataStore.open(Path.of(arguments[1])))
                        .settings(EngineSettings.builder().leaseTtl(LEASE).build())
                        .listener(listener)
                        .build()) {
            SyncReport report = engine.sync(SyncRequest.of(ProductTable.MODEL.value()));
            // the lease of the process that was killed expires soon
            while (report.outcome() == RunOutcome.REFUSED_IN_PROGRESS) {
                report = engine.sync(SyncRequest.of(ProductTable.MODEL.value()));
            }
            System.out.println(report.success() ? KilledProcess.DONE + words(report, heap) : report);
        }
    }

    private static String words(SyncReport report, Set<String> heap) {
        return report.resumed() + " " + report.recordsProcessed() + " " + report.recordsEmbedded() + " "
                + heap.stream().collect(Collectors.joining(","));
    }

    private static String liveMegabytes() {
        System.gc();
        return String.valueOf(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1_000_000);
    }
}

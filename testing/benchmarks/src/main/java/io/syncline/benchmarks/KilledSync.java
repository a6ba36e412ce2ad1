package io.syncline.benchmarks;

import io.syncline.api.RunOutcome;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.core.SyncEngine;
import io.syncline.core.settings.EngineSettings;
import io.syncline.sqlite.SqliteStore;
import io.syncline.testkit.memory.SyntheticKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A sync of records with text ids into SQLite, in a process of its own that is killed half-way and started again. */
final class KilledSync {

    private static final Duration LEASE = Duration.ofSeconds(20);

    private KilledSync() {}

    /**
     * The process.
     *
     * @param arguments a file for index and state, and the number of records
     */
    public static void main(String... arguments) {
        long records = Long.parseLong(arguments[1]);
        SqliteStore store = SqliteStore.builder().path(Path.of(arguments[0])).build();
        SyncListener listener = new SyncListener() {
            @Override
            public void progressed(RunProgress now) {
                System.out.println(KilledProcess.AT + now.processed());
            }
        };
        try (SyncEngine engine = SyncEngine.builder()
                .source(KeyCosts.source(SyntheticKeys.TEXTS, records))
                .embedder(new NoOpEmbedder())
                .sink(store.vectorSink())
                .metadata(store.metadataStore())
                .settings(EngineSettings.builder().leaseTtl(LEASE).build())
                .listener(listener)
                .build()) {
            SyncReport report = engine.sync(KeyCosts.request());
            // the lease of the process that was killed expires soon
            while (report.outcome() == RunOutcome.REFUSED_IN_PROGRESS) {
                report = engine.sync(KeyCosts.request());
            }
            System.out.println(report.success() ? KilledProcess.DONE + words(report) : report);
        }
    }

    private static String words(SyncReport report) {
        return report.resumed() + " " + report.recordsProcessed() + " " + report.recordsEmbedded();
    }

    /** Kills the process when half of the records are stored, lets another one resume, and says what that one did. */
    static String measure(int records) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("killed-sync");
        try {
            String file = directory.resolve("index.db").toString();
            KilledProcess.killAt(KilledSync.class, records / 2, file, String.valueOf(records));
            String[] words = KilledProcess.toTheEnd(KilledSync.class, file, String.valueOf(records));
            return String.format(
                    "A process with `-Xmx128m` that syncs %,d records with text ids into SQLite was killed (SIGKILL) when it had"
                            + " stored half of them. The next one %s, processed %,d records and embedded %,d.",
                    records,
                    Boolean.parseBoolean(words[0]) ? "resumed" : "began again",
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]));
        } finally {
            KilledProcess.delete(directory);
        }
    }
}

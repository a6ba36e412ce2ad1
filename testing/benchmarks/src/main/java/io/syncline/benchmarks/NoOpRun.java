package io.syncline.benchmarks;

import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongConsumer;

/** A full sync between no-op adapters. */
final class NoOpRun {

    private NoOpRun() {}

    static void sync(List<String> texts, long records) {
        sync(texts, records, processed -> {});
    }

    /** Reports its progress repeatedly, on the engine's own thread. */
    static void sync(List<String> texts, long records, LongConsumer progress) {
        NoOpSink sink = new NoOpSink();
        SyncListener listener = new SyncListener() {
            @Override
            public void progressed(RunProgress now) {
                progress.accept(now.processed());
            }
        };
        try (SyncEngine engine = SyncEngine.builder()
                .source(new NoOpSource(records, texts))
                .embedder(new NoOpEmbedder())
                .sink(sink)
                .metadata(new InMemoryMetadataStore(InstantSource.system()))
                .listener(listener)
                .build()) {
            SyncReport report = engine.sync(SyncRequest.of(NoOpSource.MODEL.value()));
            if (!report.success() || sink.stored() != records) {
                throw new IllegalStateException("The sync failed: " + report);
            }
        }
    }
}

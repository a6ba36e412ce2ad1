package io.syncline.examples;

import io.syncline.api.CleanupRequest;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.onnx.OnnxEmbedder;
import io.syncline.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.List;

/** Indexes the contacts of an Odoo database in one local file, with an embedding model inside this process. */
public final class FiveMinuteTour {

    public static void main(String[] args) {
        if (args.length != 5) {
            throw new IllegalArgumentException("Arguments: URL DATABASE LOGIN API_KEY INDEX_FILE");
        }
        var store = SqliteStore.builder().path(Path.of(args[4])).build();
        try (var source = OdooRecordSource.builder()
                        .url(args[0])
                        .database(args[1])
                        .username(args[2])
                        .apiKey(args[3])
                        .build();
                var embedder = OnnxEmbedder.builder().build();
                var sink = store.vectorSink();
                var metadata = store.metadataStore();
                var engine = SyncEngine.builder()
                        .source(source)
                        .embedder(embedder)
                        .sink(sink)
                        .metadata(metadata)
                        .build()) {
            var full = engine.sync(SyncRequest.of("res.partner")); // reads every contact
            check(full.success(), full.errors());
            System.out.println(full.outcome() + ": " + full.recordsEmbedded() + " contacts embedded");
            var next = engine.sync(SyncRequest.of("res.partner")); // reads what changed since
            check(next.success(), next.errors());
            System.out.println(next.syncType() + ": " + next.recordsEmbedded() + " contacts embedded");
            var cleanup = engine.cleanup(CleanupRequest.of("res.partner")); // removes what Odoo has deleted
            check(cleanup.success(), cleanup.errors());
            System.out.println(cleanup.recordsDeleted() + " contacts removed");
            engine.search(SearchRequest.builder()
                            .query("someone who repairs bicycles")
                            .limit(3)
                            .build())
                    .forEach(hit -> System.out.println(hit.score() + " " + hit.text()));
        }
    }

    private static void check(boolean success, List<String> errors) {
        if (!success) {
            throw new IllegalStateException(String.join("; ", errors)); // ends the program with status 1
        }
    }

    private FiveMinuteTour() {}
}

package com.example.consumer;

import io.syncline.api.SearchRequest;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.onnx.OnnxEmbedder;
import io.syncline.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.Map;

/** One sync from a server like Odoo into a local file, and a search in it. Throws if anything is not as expected. */
public final class Contacts {

    private Contacts() {}

    public static void main(String[] args) {
        try (OdooServer odoo = OdooServer.builder().user("sync", "secret").start()) {
            odoo.database().create("res.partner", Map.of("name", "Wheels & Spokes", "function", "Bicycle repair shop"));
            odoo.database().create("res.partner", Map.of("name", "Harbour Bakery", "function", "Bread and cakes"));
            SqliteStore store =
                    SqliteStore.builder().path(Path.of("target", "contacts.db")).build();
            try (var source = OdooRecordSource.builder()
                            .url(odoo.url())
                            .database(odoo.databaseName())
                            .username("sync")
                            .password("secret")
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
                SyncReport report = engine.sync(SyncRequest.of("res.partner"));
                expect(report.success() && report.recordsEmbedded() >= 2, report);
                var hits = engine.search(SearchRequest.builder()
                        .query("someone who repairs bicycles")
                        .limit(1)
                        .build());
                expect(hits.get(0).text().contains("Wheels"), hits);
            }
        }
    }

    private static void expect(boolean condition, Object found) {
        if (!condition) {
            throw new IllegalStateException("Unexpected: " + found);
        }
    }
}

package io.syncline.examples;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.onnx.OnnxEmbedder;
import io.syncline.sqlite.SqliteStore;
import java.io.PrintStream;
import java.nio.file.Path;

/** Contacts from Odoo, embedded in this process, into one local file: sync, sync again, clean up, search. */
public final class FiveMinuteTour {

    private final PrintStream out;

    FiveMinuteTour(PrintStream out) {
        this.out = out;
    }

    /**
     * Takes the tour.
     *
     * @param arguments address, database, login, API key or password, and the file to fill
     */
    public static void main(String[] arguments) {
        if (arguments.length != 5) {
            throw new IllegalArgumentException("Give five arguments: URL, database, login, API key, file");
        }
        new FiveMinuteTour(System.out)
                .take(arguments[0], arguments[1], arguments[2], arguments[3], Path.of(arguments[4]));
    }

    void take(String url, String database, String login, String apiKey, Path file) {
        // region wire
        var store = SqliteStore.builder().path(file).build();
        try (var source = OdooRecordSource.builder()
                        .url(url)
                        .database(database)
                        .username(login)
                        .apiKey(apiKey)
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
            sync(engine);
            cleanUp(engine);
            search(engine);
        }
        // endregion
    }

    void sync(SyncEngine engine) {
        // region sync
        SyncReport first = engine.sync(SyncRequest.of("res.partner"));
        out.println(first.recordsEmbedded() + " of " + first.recordsProcessed() + " contacts embedded");

        SyncReport second = engine.sync(SyncRequest.of("res.partner")); // reads what changed since
        out.println(second.syncType() + " sync: " + second.recordsEmbedded() + " embedded");
        // endregion
    }

    void cleanUp(SyncEngine engine) {
        // region clean-up
        CleanupReport gone = engine.cleanup(CleanupRequest.of("res.partner"));
        out.println(gone.recordsDeleted() + " of " + gone.recordsStored() + " contacts removed");
        // endregion
    }

    void search(SyncEngine engine) {
        // region search
        var question = SearchRequest.builder()
                .query("someone who repairs bicycles")
                .limit(3)
                .build();
        engine.search(question).forEach(hit -> out.println(hit.score() + " " + hit.text()));
        // endregion
    }
}

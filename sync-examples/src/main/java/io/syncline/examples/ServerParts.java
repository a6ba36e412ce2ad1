package io.syncline.examples;

import io.syncline.api.ModelName;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.jdbc.JdbcMetadataStore;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.qdrant.QdrantVectorSink;
import io.syncline.voyage.VoyageEmbedder;
import io.syncline.voyage.VoyageTier;
import java.time.Duration;
import javax.sql.DataSource;

/** Parts for several hosts: records from Odoo, vectors by Voyage AI in Qdrant, state and leases in PostgreSQL. */
final class ServerParts {

    private ServerParts() {}

    static RecordSource source(String key) {
        // region odoo
        RecordSource source = OdooRecordSource.builder()
                .url("https://erp.example.com") // required; redirects are not followed
                .database("production") // required
                .username("bot@example.com") // not needed with an API key on version 19
                .apiKey(key) // or a password
                .language("de_DE") // untranslated texts
                .filter(ModelName.of("res.partner"), "customer_rank", ">", 0) // all records
                .watch(ModelName.of("sale.order"), "order_line.product_id") // links whose names are shown
                .build();
        // endregion
        return source;
    }

    static Embedder embedder(String key) {
        // region voyage
        Embedder embedder = VoyageEmbedder.builder()
                .apiKey(key) // required
                .model("voyage-4") // the default
                .tier(VoyageTier.TIER_1) // the default
                .build();
        // endregion
        return embedder;
    }

    static VectorSink sink(String key) {
        // region qdrant
        VectorSink sink = QdrantVectorSink.builder()
                .host("qdrant.example.com") // localhost
                .port(6334) // the gRPC port, not 6333
                .tls(true) // off
                .apiKey(key)
                .collection("records") // required
                .build();
        // endregion
        return sink;
    }

    static MetadataStore metadata(DataSource dataSource) {
        // region jdbc
        MetadataStore metadata =
                JdbcMetadataStore.builder().dataSource(dataSource).build();
        // endregion
        return metadata;
    }

    static SyncEngine engine(RecordSource source, Embedder embedder, VectorSink sink, MetadataStore metadata) {
        // region settings
        SyncEngine engine = SyncEngine.builder()
                .source(source)
                .embedder(embedder)
                .sink(sink)
                .metadata(metadata)
                .settings(EngineSettings.builder()
                        .overlap(Duration.ofMinutes(30)) // longer than the longest transaction of the source
                        .leaseTtl(Duration.ofMinutes(2)) // longer than any pause of this process
                        .build())
                .model(
                        "product.template",
                        ModelSettings.builder()
                                .template("{name}\n{description_sale}\nCategory: {categ_id}")
                                .addPayload("list_price", "categ_id")
                                .build())
                .build();
        // endregion
        return engine;
    }
}

package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Fault;
import io.syncline.testkit.fault.FaultInjector;
import io.syncline.testkit.fault.FaultPlan;
import io.syncline.testkit.fault.Gate;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.postgres.PostgresServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Engines with stores of their own on one database, as on two hosts. */
@ExtendWith(Postgres.class)
class JdbcLeaseTest {

    private static final ModelName PARTNER = ModelName.of("res.partner");

    private final String schema = Postgres.freshSchema();
    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .model(PARTNER, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();
    private final InMemoryEmbedder embedder = InMemoryEmbedder.builder().build();
    private final InMemoryVectorSink sink = new InMemoryVectorSink();

    @Test
    void secondHostShouldBeRefusedUntilTheFirstOneHasEnded(PostgresServer server) throws Exception {
        source.put(PARTNER, RecordId.of(1), Map.of("name", new FieldValue.Text("Partner")));
        Gate gate = new Gate();
        FaultInjector held = new FaultInjector(FaultPlan.builder()
                .at(PortMethod.EMBEDDER_EMBED, 1, Fault.block(gate))
                .build());
        try (HikariDataSource firstPool = Postgres.pool(Postgres.dataSource(server), 2);
                HikariDataSource secondPool = Postgres.pool(Postgres.dataSource(server), 2);
                MetadataStore firstStore = store(firstPool);
                MetadataStore secondStore = store(secondPool);
                SyncEngine first = engine(firstStore, held.wrap(embedder));
                SyncEngine second = engine(secondStore, embedder)) {
            SyncRun run = first.start(SyncRequest.of(PARTNER.value()));
            gate.awaitArrivals(1);

            SyncReport refused = second.sync(SyncRequest.of(PARTNER.value()));

            assertThat(refused.outcome()).isEqualTo(RunOutcome.REFUSED_IN_PROGRESS);
            assertThat(refused.recordsProcessed()).isZero();
            assertThat(second.activeRuns()).hasSize(1);
            gate.open();
            assertThat(run.await().outcome()).isEqualTo(RunOutcome.COMPLETED);
            assertThat(second.sync(SyncRequest.of(PARTNER.value())).outcome()).isEqualTo(RunOutcome.COMPLETED);
        } finally {
            Postgres.execute(Postgres.dataSource(server), "DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
    }

    private MetadataStore store(HikariDataSource pool) {
        return JdbcMetadataStore.builder().dataSource(pool).schema(schema).build();
    }

    private SyncEngine engine(MetadataStore store, Embedder vectors) {
        return SyncEngine.builder()
                .source(source)
                .embedder(vectors)
                .sink(sink)
                .metadata(store)
                .build();
    }
}

package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.Difference;
import io.syncline.api.ModelName;
import io.syncline.api.PlanReport;
import io.syncline.api.RecordExplanation;
import io.syncline.api.RecordExplanation.Verdict;
import io.syncline.api.RecordId;
import io.syncline.api.RestrictedField;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.settings.ModelSettings;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Plan, verify, repair, explain and cleanup agree with what a sync did, for every kind of configured field. Each run
 * has an engine and a source of its own, so that no run can use what another one has found out about the fields.
 */
interface FieldScenarios {

    ModelName MODEL = ModelName.of("res.partner");
    int RECORDS = 5;

    /** The kind of the field that is configured besides the name. */
    enum Kind {
        DOTTED("parent_id.name"),
        RESTRICTED("credit_limit"),
        UNCOMPUTABLE("overdue");

        final String field;

        Kind(String field) {
            this.field = field;
        }
    }

    /** A source with {@link #RECORDS} records, and the sink and the state that outlive its connections. */
    interface Company extends AutoCloseable {

        /** A new connection. */
        RecordSource connect();

        /** Ids of the records. */
        List<RecordId> ids();

        void rename(RecordId id, String name);

        VectorSink sink();

        MetadataStore metadata();

        @Override
        void close();
    }

    Company company();

    @ParameterizedTest
    @EnumSource(Kind.class)
    default void everyRunShouldAgreeWithTheSync(Kind kind) {
        try (Company company = company()) {
            PlanReport before = run(company, kind, engine -> engine.plan(SyncRequest.of(MODEL.value())));
            SyncReport sync = run(company, kind, engine -> engine.sync(SyncRequest.of(MODEL.value())));

            assertThat(sync.outcome()).as("%s", sync).isEqualTo(RunOutcome.COMPLETED);
            assertThat(sync.recordsEmbedded()).isEqualTo(RECORDS);
            assertThat(sync.restrictedFields())
                    .extracting(RestrictedField::name)
                    .containsExactlyElementsOf(kind == Kind.DOTTED ? List.of() : List.of(kind.field));
            assertThat(before.recordsToEmbed()).isEqualTo(RECORDS);
            assertThat(before.chunks()).isEqualTo(sync.chunksEmbedded());
            assertNothingLeftToDo(company, kind);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    default void everyRunShouldSeeTheSameChange(Kind kind) {
        try (Company company = company()) {
            run(company, kind, engine -> engine.sync(SyncRequest.of(MODEL.value())));
            RecordId changed = company.ids().get(2);
            company.rename(changed, "Renamed");

            assertThat(run(company, kind, engine -> engine.plan(SyncRequest.of(MODEL.value())))
                            .recordsToEmbed())
                    .isEqualTo(1);
            assertThat(run(company, kind, engine -> engine.explain(MODEL, changed))
                            .verdict())
                    .isEqualTo(Verdict.OUTDATED);
            VerifyReport verify = run(company, kind, engine -> engine.verify(request(false)));
            assertThat(verify.examples()).containsExactly(new Difference(changed, Difference.Kind.STALE));

            VerifyReport repair = run(company, kind, engine -> engine.verify(request(true)));

            assertThat(repair.recordsRepaired()).isEqualTo(1);
            assertNothingLeftToDo(company, kind);
        }
    }

    private static void assertNothingLeftToDo(Company company, Kind kind) {
        PlanReport plan = run(company, kind, engine -> engine.plan(SyncRequest.of(MODEL.value())));
        assertThat(plan.recordsToEmbed()).isZero();
        assertThat(plan.recordsFailing()).isZero();
        assertThat(plan.syncType()).isEqualTo(SyncType.INCREMENTAL);
        VerifyReport verify = run(company, kind, engine -> engine.verify(request(false)));
        assertThat(verify.outcome()).as("%s", verify).isEqualTo(RunOutcome.COMPLETED);
        assertThat(verify.differences()).isEmpty();
        assertThat(verify.recordsInSource()).isEqualTo(RECORDS);
        for (RecordId id : company.ids()) {
            RecordExplanation explanation = run(company, kind, engine -> engine.explain(MODEL, id));
            assertThat(explanation.verdict()).as("%s", explanation.reasons()).isEqualTo(Verdict.CURRENT);
        }
        CleanupReport cleanup = run(company, kind, engine -> engine.cleanup(CleanupRequest.of(MODEL.value())));
        assertThat(cleanup.outcome()).as("%s", cleanup).isEqualTo(RunOutcome.COMPLETED);
        assertThat(cleanup.recordsStored()).isEqualTo(RECORDS);
        assertThat(cleanup.recordsStale()).isZero();
        SyncReport sync = run(company, kind, engine -> engine.sync(SyncRequest.of(MODEL.value())));
        assertThat(sync.outcome()).as("%s", sync).isEqualTo(RunOutcome.COMPLETED);
        assertThat(sync.recordsEmbedded()).isZero();
    }

    /** A deep comparison, so that equal versions hide no difference. */
    private static VerifyRequest request(boolean repair) {
        return VerifyRequest.builder().model(MODEL).deep(true).repair(repair).build();
    }

    private static <T> T run(Company company, Kind kind, Function<SyncEngine, T> call) {
        ModelSettings settings =
                ModelSettings.builder().addFields("name", kind.field).build();
        try (RecordSource source = company.connect();
                SyncEngine engine = SyncEngine.builder()
                        .source(source)
                        .embedder(InMemoryEmbedder.builder().dimension(4).build())
                        .sink(company.sink())
                        .metadata(company.metadata())
                        .model(MODEL.value(), settings)
                        .build()) {
            return call.apply(engine);
        }
    }
}

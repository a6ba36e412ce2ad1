package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.CleanupReport;
import io.syncline.api.PlanReport;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncType;
import io.syncline.api.VerifyReport;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.testkit.forward.ForwardingQuarantiningSink;
import io.syncline.testkit.forward.ForwardingRecordSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listings that begin with an empty page, or make no progress. */
class StuckListingsTest {

    private final VirtualEngine engine = new VirtualEngine();

    @BeforeEach
    void sync() {
        engine.settings.fetchBatchSize(5);
        engine.create(30);
        assertThat(engine.sync().recordsEmbedded()).isEqualTo(30);
        engine.wait(Duration.ofHours(1));
    }

    @Test
    void sinkShouldNotBeConsideredEmptyWhenItsFirstPageIs() {
        engine.sink = new ForwardingQuarantiningSink(engine.points) {
            @Override
            public IdPage ids(ModelKey key, IdRange range, int limit) {
                return range.after().isStart()
                        ? new IdPage(List.of(), Cursor.after(3), false)
                        : next.ids(key, range, limit);
            }
        };

        PlanReport plan = engine.plan();
        SyncReport report = engine.sync();

        assertThat(plan.syncType()).isEqualTo(SyncType.INCREMENTAL);
        assertThat(report.syncType()).isEqualTo(SyncType.INCREMENTAL);
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void syncShouldEndWhenTheListingOfRecordsDoesNotAdvance() {
        engine.settings.fetchConcurrency(1);
        touchAll();
        engine.source = new ForwardingRecordSource(engine.records) {
            @Override
            public RecordPage page(RecordScope scope, IdRange range, int limit) {
                return range.after().isBefore(RecordId.of(10))
                        ? next.page(scope, range, limit)
                        : new RecordPage(List.of(), range.after(), false);
            }
        };

        SyncReport report = engine.sync();

        assertStuck(report.outcome(), report.errors(), "Reading records of res.partner after id");
    }

    /** A database that sorts texts without regard to case, for example. */
    @Test
    void everyRunShouldEndBeforeItUsesAPageOutOfOrder() {
        engine.settings.fetchConcurrency(1);
        touchAll();
        engine.source = new ForwardingRecordSource(engine.records) {
            @Override
            public RecordPage page(RecordScope scope, IdRange range, int limit) {
                RecordPage page = next.page(scope, range, limit);
                return new RecordPage(reversed(page.records()), page.resumeAfter(), page.end());
            }

            @Override
            public IdPage ids(RecordScope scope, IdRange range, int limit) {
                IdPage page = next.ids(scope, range, limit);
                return new IdPage(reversed(page.entries()), page.resumeAfter(), page.end());
            }
        };
        long embedded = engine.vectors.embeddedTexts();

        assertThat(engine.sync().errors()).anySatisfy(error -> assertThat(error).contains("must ascend"));
        assertThat(engine.verify().errors())
                .anySatisfy(error -> assertThat(error).contains("must ascend"));
        assertThat(engine.cleanup().errors())
                .anySatisfy(error -> assertThat(error).contains("must ascend"));
        assertThat(engine.vectors.embeddedTexts()).isEqualTo(embedded);
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    @Test
    void syncShouldEndWhenTheListingOfIdsDoesNotAdvance() {
        engine.settings.fetchConcurrency(4);
        touchAll();
        engine.source = stuckIds();

        SyncReport report = engine.sync();

        assertStuck(report.outcome(), report.errors(), "Listing ids of res.partner after id");
    }

    @Test
    void syncShouldNotNeedTheListingOfTheSink() {
        engine.sink = stuckSink();

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
    }

    @Test
    void cleanupShouldEndWhenTheListingOfTheSourceDoesNotAdvance() {
        engine.source = stuckIds();

        CleanupReport report = engine.cleanup();

        assertStuck(report.outcome(), report.errors(), "by the source");
    }

    @Test
    void cleanupShouldEndWhenTheListingOfTheSinkDoesNotAdvance() {
        engine.sink = stuckSink();

        CleanupReport report = engine.cleanup();

        assertStuck(report.outcome(), report.errors(), "by the sink");
    }

    @Test
    void cleanupShouldEndWhenTheListingOfTheQuarantineDoesNotAdvance() {
        engine.sink = new ForwardingQuarantiningSink(engine.points) {
            @Override
            public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
                return new QuarantinePage(List.of(), range.after(), false);
            }
        };

        CleanupReport report = engine.cleanup();

        assertStuck(report.outcome(), report.errors(), "in quarantine");
    }

    @Test
    void comparisonShouldEndWhenTheListingOfTheSourceDoesNotAdvance() {
        engine.source = stuckIds();

        VerifyReport report = engine.verify();

        assertStuck(report.outcome(), report.errors(), "by the source");
    }

    @Test
    void comparisonShouldEndWhenTheListingOfTheSinkDoesNotAdvance() {
        engine.sink = stuckSink();

        VerifyReport report = engine.verify();

        assertStuck(report.outcome(), report.errors(), "by the sink");
    }

    private static void assertStuck(RunOutcome outcome, List<String> errors, String where) {
        assertThat(outcome).isEqualTo(RunOutcome.FAILED);
        assertThat(errors).anySatisfy(error -> assertThat(error).contains("makes no progress", where));
    }

    private void touchAll() {
        for (int id = 1; id <= 30; id++) {
            engine.put(id, "Touched " + id);
        }
    }

    private ForwardingRecordSource stuckIds() {
        return new ForwardingRecordSource(engine.records) {
            @Override
            public IdPage ids(RecordScope scope, IdRange range, int limit) {
                return new IdPage(List.of(), range.after(), false);
            }
        };
    }

    private ForwardingQuarantiningSink stuckSink() {
        return new ForwardingQuarantiningSink(engine.points) {
            @Override
            public IdPage ids(ModelKey key, IdRange range, int limit) {
                return new IdPage(List.of(), range.after(), false);
            }
        };
    }
}

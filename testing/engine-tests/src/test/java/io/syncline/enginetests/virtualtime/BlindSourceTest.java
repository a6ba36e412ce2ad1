package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.testkit.forward.ForwardingRecordSource;
import java.util.Collection;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source that loses sight of its records during a listing, and then reports none of them as existing. */
class BlindSourceTest {

    private final VirtualEngine engine = new VirtualEngine();

    @BeforeEach
    void sync() {
        engine.create(30);
        engine.sync();
        engine.source = new BlindAfter(20);
    }

    @Test
    void cleanupShouldDeleteNothingWhenTheSourceKnowsNothingItListed() {
        CleanupReport report = engine.cleanup(CleanupRequest.builder()
                .model(VirtualEngine.MODEL)
                .maxDeleteShare(1)
                .build());

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.failure()).containsInstanceOf(SetupException.class);
        assertThat(engine.points.count(VirtualEngine.KEY)).isEqualTo(30);
    }

    @Test
    void repairShouldDeleteNothingWhenTheSourceKnowsNothingItListed() {
        VerifyReport report = engine.verify(
                VerifyRequest.builder().model(VirtualEngine.MODEL).repair(true).build());

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(engine.points.count(VirtualEngine.KEY)).isEqualTo(30);
    }

    /** Lists ids up to a given one, and nothing after it. */
    private final class BlindAfter extends ForwardingRecordSource {

        private final long last;

        BlindAfter(long last) {
            super(engine.records);
            this.last = last;
        }

        @Override
        public IdPage ids(RecordScope scope, IdRange range, int limit) {
            IdPage page = next.ids(scope, range, limit);
            return new IdPage(
                    page.entries().stream()
                            .filter(entry -> entry.id().number() <= last)
                            .toList(),
                    page.resumeAfter(),
                    page.end());
        }

        @Override
        public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
            return Set.of();
        }
    }
}

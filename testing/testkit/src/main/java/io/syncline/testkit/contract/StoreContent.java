package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunKind;
import io.syncline.api.SyncType;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.LastCleanup;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** States and failures for metadata stores. */
final class StoreContent {

    static final StateKey PARTNERS = new StateKey("test:one", ModelName.of("res.partner"), "sink-1");
    /** Same source and sink, another model whose name has the same prefix. */
    static final StateKey BANKS = new StateKey(PARTNERS.source(), ModelName.of("res.partner.bank"), PARTNERS.sink());
    /** Same model and sink, another source. */
    static final StateKey OTHER_SOURCE = new StateKey("test:two", PARTNERS.model(), PARTNERS.sink());
    /** Same source and model, another sink. */
    static final StateKey OTHER_SINK = new StateKey(PARTNERS.source(), PARTNERS.model(), "sink-2");

    static final Instant TIME = Instant.parse("2026-11-23T14:05:24.896Z");

    private StoreContent() {}

    static ModelState withEpoch(long epoch) {
        return ModelState.builder().epoch(epoch).build();
    }

    /** A state with every field set. */
    static ModelState full() {
        return ModelState.builder()
                .lastSync(TIME)
                .lastMaxWriteDate(TIME.minusSeconds(86_400))
                .recordsSynced((1L << 53) + 1)
                .syncDuration(Duration.ofMillis(3_600_001))
                .watermark(TIME.minusSeconds(600))
                .fingerprint("fp-1 \"quoted\" Grüße 🚀")
                .epoch(ModelState.MAX_EPOCH - 3)
                .lease(lease())
                .checkpoint(checkpoint())
                .tokensPerThousand(567)
                .sinkMark((1L << 53) + 5)
                .lastCleanup(new LastCleanup(
                        TIME.minusSeconds(3600), 0.05, OptionalLong.of(17), Optional.of(Duration.ofDays(7))))
                .removedByTouch(3)
                .sinkName("collection \"records\" at localhost:6334, Grüße 🚀")
                .build();
    }

    static Lease lease() {
        return Lease.builder()
                .owner("host-1/4711/\"a b\"/ÄÖ")
                .kind(RunKind.CLEANUP)
                .startedAt(TIME)
                .expiresAt(TIME.plusMillis(60_001))
                .renewedAt(TIME.plusMillis(1))
                .done(500)
                .total(74_952)
                .waitingFor("voyage/\"voyage-4\": rate limit")
                .build();
    }

    static Checkpoint checkpoint() {
        return Checkpoint.builder()
                .type(SyncType.INCREMENTAL)
                .cursor(Cursor.after(Long.MAX_VALUE))
                .sourceStart(TIME.minusMillis(1))
                .changedSince(Instant.parse("2026-11-22T14:05:24Z"))
                .fingerprint("fp-2")
                .maxWriteDate(TIME.minusSeconds(1))
                .processed(12_345_678_901L)
                .build();
    }

    static FailedRecord failure(long id, String reason) {
        return failure(RecordId.of(id), reason);
    }

    static FailedRecord failure(RecordId id, String reason) {
        return new FailedRecord(id, reason, 3, TIME.minusSeconds(3600), TIME);
    }

    static List<FailedRecord> failures(long first, long last) {
        List<FailedRecord> failures = new ArrayList<>();
        for (long id = first; id <= last; id++) {
            failures.add(failure(id, "Reason " + id));
        }
        return failures;
    }

    /** Replaces a state; there must be no concurrent change. */
    static VersionedState set(MetadataStore store, StateKey key, ModelState next) {
        long revision = store.read(key).revision();
        assertThat(store.compareAndSet(key, revision, next)).as("replaced").isTrue();
        return store.read(key);
    }

    /** All failures of a model, read in pages. */
    static List<FailedRecord> list(MetadataStore store, StateKey key, int limit) {
        List<FailedRecord> all = new ArrayList<>();
        Cursor after = Cursor.START;
        while (true) {
            List<FailedRecord> page = store.failures(key, after, limit);
            all.addAll(page);
            if (page.size() < limit) {
                return all;
            }
            after = Cursor.after(page.get(page.size() - 1).id());
        }
    }
}

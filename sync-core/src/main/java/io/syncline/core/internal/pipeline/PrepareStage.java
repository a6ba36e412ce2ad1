package io.syncline.core.internal.pipeline;

import io.syncline.api.RecordId;
import io.syncline.api.Stage;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.internal.embed.KnownVectors;
import io.syncline.core.internal.run.RecordComparison;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.Slots;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.text.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes documents, reads what is stored of their records, and compares both. Confined to the loop. */
final class PrepareStage {

    private final RunContext run;
    private final SyncPlan plan;
    private final Slots slots;

    PrepareStage(RunContext run, SyncPlan plan) {
        this.run = run;
        this.plan = plan;
        this.slots = new Slots(
                run.settings().prepareConcurrency().orElse(Runtime.getRuntime().availableProcessors()));
    }

    CompletableFuture<PreparedPage> prepare(List<SourceRecord> records) {
        CompletableFuture<List<Made>> made = slots.run(() -> run.clock()
                .time(Stage.PREPARE, records.size(), () -> run.loop().call(Work.PREPARE, () -> make(records))));
        return made.thenCombine(stamps(records), this::compare)
                .thenCompose(page -> KnownVectors.read(run, page.replaced()).thenApply(page::with));
    }

    private List<Made> make(List<SourceRecord> records) {
        return records.stream().map(this::make).toList();
    }

    private Made make(SourceRecord record) {
        try {
            return new Made(record, plan.document(record), "");
        } catch (RejectedException e) {
            return new Made(record, null, e.getMessage());
        }
    }

    private CompletableFuture<Map<RecordId, RecordStamp>> stamps(List<SourceRecord> records) {
        List<RecordId> ids = records.stream().map(SourceRecord::id).toList();
        String what = "Reading what is stored of " + run.key();
        return run.clock()
                .time(
                        Stage.COMPARE,
                        ids.size(),
                        () -> run.retrier()
                                .call(
                                        Work.COMPARE,
                                        what,
                                        () -> run.ports().sink().stamps(run.key(), ids)));
    }

    private PreparedPage compare(List<Made> made, Map<RecordId, RecordStamp> stamps) {
        List<PreparedRecord> records = new ArrayList<>();
        List<RecordFailure> failures = new ArrayList<>();
        for (Made one : made) {
            RecordId id = one.record().id();
            Document document = one.document();
            if (document == null) {
                failures.add(new RecordFailure(id, one.reason()));
            } else {
                RecordComparison comparison =
                        plan.compare(document, one.record().version(), stamps.get(id));
                records.add(new PreparedRecord(id, one.record().version(), document, comparison));
            }
        }
        return new PreparedPage(records, failures, KnownVectors.NONE);
    }

    /** A record and its document, or why it has none. */
    private record Made(SourceRecord record, @Nullable Document document, String reason) {}
}

package io.syncline.core.internal.verify;

import io.syncline.api.Difference;
import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordExplanation;
import io.syncline.api.RecordExplanation.Verdict;
import io.syncline.api.RecordId;
import io.syncline.api.SyncRequest;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.port.Ports;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks every port about one record. Blocks; used once. */
public final class Explainer {

    private final EngineContext engine;
    private final ModelName model;
    private final RecordId id;
    private final List<String> reasons = new ArrayList<>();

    public Explainer(EngineContext engine, ModelName model, RecordId id) {
        this.engine = engine;
        this.model = model;
        this.id = id;
    }

    public RecordExplanation explain() {
        Ports ports = engine.ports();
        boolean archived = SyncRequest.of(model.value()).includeArchived();
        SyncPlan plan = Preparation.describe(engine, model, archived);
        ModelKey key = new ModelKey(ports.source().name(), model);
        StateAccess states = StateAccess.of(ports.metadata(), key, Preparation.open(ports));
        RecordPage page = ports.source().read(plan.scope(), List.of(id));
        SourceRecord record = page.records().stream().findFirst().orElse(null);
        RecordStamp stamp = ports.sink().stamps(key, List.of(id)).get(id);
        ModelState state = states.read().state();
        FailedRecord failure = states.failure(id).orElse(null);
        boolean inSource = record != null || !page.rejected().isEmpty();
        ofSource(page, record);
        boolean silent =
                record != null && stamp == null && plan.difference(record, null).isEmpty();
        Verdict verdict = silent ? ofSilence() : verdict(inSource, ofSink(plan, record, stamp), failure);
        if (verdict == Verdict.NOT_SYNCED && wasRead(record, state)) {
            verdict = ofLoss();
        }
        ofState(state, failure, record);
        RecordExplanation.Builder explanation = RecordExplanation.builder()
                .verdict(verdict)
                .inSource(inSource)
                .failure(Optional.ofNullable(failure))
                .lastSync(state.lastSync());
        addVersions(explanation, record, stamp);
        return explanation.model(model).id(id).reasons(reasons).build();
    }

    private Verdict ofLoss() {
        reasons.add(
                "A completed sync has read it since it changed last, so its points were deleted or damaged afterwards,"
                        + " or it came into scope without a change. No incremental sync reads it before it changes; a repair"
                        + " stores it.");
        return Verdict.MISSING;
    }

    /** Whether a completed sync has read the present version of a record. */
    private static boolean wasRead(@Nullable SourceRecord record, ModelState state) {
        return record != null
                && record.version() > 0
                && state.watermark()
                        .filter(mark -> record.version() < mark.toEpochMilli())
                        .isPresent();
    }

    private static void addVersions(
            RecordExplanation.Builder explanation, @Nullable SourceRecord record, @Nullable RecordStamp stamp) {
        if (record != null && record.version() > 0) {
            explanation.sourceVersion(record.version());
        }
        explanation.storedChunks(stamp == null ? 0 : stamp.storedChunks());
        if (stamp != null) {
            explanation.storedVersion(stamp.sourceVersion()).quarantine(stamp.quarantine());
        }
    }

    private void ofSource(RecordPage page, @Nullable SourceRecord record) {
        if (record != null) {
            reasons.add(
                    "The source has it" + (record.version() > 0 ? ", changed " + time(record.version()) : "") + ".");
        } else if (page.rejected().isEmpty()) {
            reasons.add("The source does not have it: it was deleted, never existed, or this user may not see it.");
        } else {
            reasons.add("The source has it, but cannot deliver it: "
                    + page.rejected().get(0).reason());
        }
    }

    private static String time(long version) {
        return Instant.ofEpochMilli(version).toString();
    }

    /** What follows from what the sink holds; null if it holds nothing. */
    private @Nullable Verdict ofSink(SyncPlan plan, @Nullable SourceRecord record, @Nullable RecordStamp stamp) {
        if (stamp == null) {
            reasons.add("The sink holds no chunk of it, so no search finds it.");
            return null;
        }
        reasons.add("The sink holds " + stamp.storedChunks() + " of its " + stamp.chunkCount()
                + " chunks, of the version of " + time(stamp.sourceVersion()) + ", written under epoch "
                + stamp.epoch() + ".");
        if (stamp.quarantine().isPresent()) {
            ofQuarantine(stamp.quarantine().get(), record);
            return Verdict.QUARANTINED;
        }
        return ofContent(plan, record, stamp);
    }

    private Verdict ofContent(SyncPlan plan, @Nullable SourceRecord record, RecordStamp stamp) {
        Optional<Difference.Kind> difference =
                record == null ? plan.compareWithoutContent(stamp) : plan.difference(record, stamp);
        if (difference.isEmpty()) {
            return Verdict.CURRENT;
        }
        switch (difference.get()) {
            case WRONG_FINGERPRINT ->
                reasons.add("It was stored with different settings (" + stamp.fingerprint() + "; now "
                        + plan.pointFingerprint() + ").");
            case LACKS_FIELDS -> reasons.add(lacking(record));
            case STALE -> reasons.add("Its content in the source differs from the stored content.");
            case INCOMPLETE -> {
                reasons.add("Chunks are missing or of two contents, as after an interrupted write.");
                return Verdict.INCOMPLETE;
            }
            case FAILED -> reasons.add("No text can be made of its present content.");
            case SURPLUS_CHUNKS ->
                reasons.add("Chunks of an earlier content were left beyond those of the present one, as after an"
                        + " interrupted write; a search may find them until the next sync or repair deletes them.");
            default -> {
                return Verdict.CURRENT;
            }
        }
        return difference.get() == Difference.Kind.LACKS_FIELDS ? Verdict.LACKS_FIELDS : Verdict.OUTDATED;
    }

    private static String lacking(@Nullable SourceRecord record) {
        return record == null || record.unreadable().isEmpty()
                ? "It was stored without fields that the source could not deliver; the next sync stores them."
                : "The source cannot deliver some of its fields: "
                        + new TreeMap<>(record.unreadable())
                                .entrySet().stream()
                                        .map(field -> field.getKey() + " (" + field.getValue() + ")")
                                        .collect(Collectors.joining(", "))
                        + ".";
    }

    private Verdict ofSilence() {
        reasons.add("It has nothing to say: its text is empty, so nothing of it is stored.");
        return Verdict.CURRENT;
    }

    private void ofQuarantine(Quarantine quarantine, @Nullable SourceRecord record) {
        reasons.add("It has been in quarantine since " + quarantine.since() + ", so no search finds it.");
        reasons.add(
                record == null
                        ? "It is deleted by the first cleanup after " + quarantine.until()
                                + ", unless the source has it again by then."
                        : "The source has it again, so the next cleanup, repair or full sync shows it again.");
    }

    private Verdict verdict(boolean inSource, @Nullable Verdict stored, @Nullable FailedRecord failure) {
        if (stored == null) {
            if (!inSource) {
                return Verdict.UNKNOWN;
            }
            return failure == null ? Verdict.NOT_SYNCED : Verdict.FAILED;
        }
        return inSource || stored == Verdict.QUARANTINED ? stored : Verdict.ORPHANED;
    }

    private void ofState(ModelState state, @Nullable FailedRecord failure, @Nullable SourceRecord record) {
        if (failure != null) {
            reasons.add("It failed in " + failure.attempts() + (failure.attempts() == 1 ? " run" : " runs")
                    + ", the last time " + failure.lastFailedAt() + ": " + failure.reason());
        }
        if (state.watermark().isEmpty() && state.lastMaxWriteDate().isEmpty()) {
            reasons.add("No sync of " + model + " has completed yet.");
        } else {
            state.watermark()
                    .ifPresent(mark -> reasons.add("The last completed sync of " + model + " began " + mark
                            + " by the earlier of the clocks of source and metadata store"
                            + (record != null && record.version() >= mark.toEpochMilli()
                                    ? "; the record changed since, so the next sync reads it."
                                    : ".")));
        }
        state.checkpoint()
                .ifPresent(point -> reasons.add("An unfinished sync has read all records up to " + point.cursor()
                        + (point.cursor().isBefore(id) ? "; this record has still to be read." : ".")));
    }
}

package io.syncline.enginetests.virtualtime;

import io.syncline.api.RecordId;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.testkit.forward.ForwardingRecordSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Records the source's answers to a run. The source can list nothing, and its id listings can be truncated. */
final class WatchedSource extends ForwardingRecordSource {

    private final SimRun run;
    private final SimWorld world;

    WatchedSource(SimRun run, SimWorld world, RecordSource next) {
        super(next);
        this.run = run;
        this.world = world;
    }

    @Override
    public RecordPage page(RecordScope scope, IdRange range, int limit) {
        return recorded(disturbed(next.page(scope, range, limit)));
    }

    /** A read of fields that fails once, for one record or for all that the call returns. */
    private RecordPage disturbed(RecordPage page) {
        if (!world.network.isFaulty() || world.fieldRandom.nextDouble() >= world.profile.passingFieldFaults) {
            return page;
        }
        boolean all = world.fieldRandom.nextBoolean();
        List<SourceRecord> records = new ArrayList<>();
        for (SourceRecord record : page.records()) {
            records.add(all || world.fieldRandom.nextInt(3) == 0 ? withoutSeal(record) : record);
        }
        return new RecordPage(records, page.rejected(), page.resumeAfter(), page.end());
    }

    private static SourceRecord withoutSeal(SourceRecord record) {
        Map<String, FieldValue> fields = new HashMap<>(record.fields());
        return fields.remove(SimUsers.SEAL) == null
                ? record
                : new SourceRecord(record.id(), record.version(), fields, Map.of(SimUsers.SEAL, "registry reloaded"));
    }

    @Override
    public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
        run.readById(ids);
        return recorded(disturbed(next.read(scope, ids)));
    }

    private RecordPage recorded(RecordPage page) {
        page.records().forEach(record -> run.delivered(record.id(), ((FieldValue.Text) record.field("name")).value()));
        page.records().stream()
                .filter(record -> !record.unreadable().isEmpty())
                .forEach(record -> run.incomplete(record.id()));
        page.rejected().forEach(record -> run.rejected(record.id()));
        return page;
    }

    @Override
    public IdPage ids(RecordScope scope, IdRange range, int limit) {
        IdPage page = recorded(next.ids(scope, range, limit), range);
        Cursor upTo = page.end() ? range.upTo() : page.resumeAfter();
        Set<RecordId> listed = page.entries().stream().map(IdAndVersion::id).collect(Collectors.toSet());
        run.sinkListed.keySet().stream()
                .filter(id -> new IdRange(range.after(), upTo).contains(id) && !listed.contains(id))
                .forEach(id -> run.sourceListed.put(id, world.time.steps()));
        return page;
    }

    private IdPage recorded(IdPage page, IdRange range) {
        if (world.isBlind()) {
            return new IdPage(List.of(), range.after(), true);
        }
        if (world.network.isFaulty()
                && world.profile.blindness > 0
                && page.entries().size() > 1
                && world.random.nextInt(4) == 0) {
            List<IdAndVersion> half = page.entries().subList(0, page.entries().size() / 2);
            return new IdPage(half, Cursor.after(half.get(half.size() - 1).id()), true);
        }
        return page;
    }

    @Override
    public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
        Set<RecordId> existing = world.isBlind() ? Set.of() : next.existing(scope, ids);
        ids.stream().filter(id -> !existing.contains(id)).forEach(id -> run.toldGone.put(id, world.time.steps()));
        return existing;
    }
}

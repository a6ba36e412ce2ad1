package io.syncline.enginetests.virtualtime;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.testkit.forward.ForwardingRecordSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Records the source's answers to a run. The source can list nothing, its id listings can be truncated, and calls fail once. */
final class WatchedSource extends ForwardingRecordSource {

    private final SimRun run;
    private final SimWorld world;
    private final SimAdversaries.Once once;

    WatchedSource(SimRun run, SimWorld world, RecordSource next) {
        super(next);
        this.run = run;
        this.world = world;
        this.once = world.adversaries.new Once();
    }

    /** Some calls fail when they are made for the first time, for no reason that is in the records. */
    private void failOnce(Object... call) {
        if (once.fails(List.of(call))) {
            throw new TransientException("Simulated: dictionary changed size during iteration", null);
        }
    }

    @Override
    public ModelDescription describe(ModelName model) {
        failOnce("describe", model);
        return next.describe(model);
    }

    @Override
    public Instant now() {
        return next.now().plus(run.route.users.dates().ahead());
    }

    @Override
    public RecordPage page(RecordScope scope, IdRange range, int limit) {
        failOnce("page", range);
        return recorded(disturbed(next.page(scope, range, limit)));
    }

    private RecordPage disturbed(RecordPage page) {
        return withoutLink(withoutFields(page));
    }

    /** A read of a linked record that fails once. */
    private RecordPage withoutLink(RecordPage page) {
        SimAdversaries adversaries = world.adversaries;
        if (!world.network.isFaulty() || adversaries.random().nextDouble() >= adversaries.passingLinkFaults) {
            return page;
        }
        FieldValue team = new FieldValue.Text(run.route.users.anyTeam());
        return with(
                page,
                page.records().stream()
                        .map(record -> team.equals(record.fields().get(SimTeams.TEAM))
                                ? without(record, SimTeams.TEAM)
                                : record)
                        .toList());
    }

    /** A read of fields that fails once, for one record or for all that the call returns. */
    private RecordPage withoutFields(RecordPage page) {
        if (!world.network.isFaulty() || world.fieldRandom.nextDouble() >= world.profile.passingFieldFaults) {
            return page;
        }
        boolean all = world.fieldRandom.nextBoolean();
        return withoutSeals(page, all);
    }

    private RecordPage withoutSeals(RecordPage page, boolean all) {
        List<SourceRecord> records = new ArrayList<>();
        for (SourceRecord record : page.records()) {
            records.add(all || world.fieldRandom.nextInt(3) == 0 ? without(record, SimUsers.SEAL) : record);
        }
        return with(page, records);
    }

    private static RecordPage with(RecordPage page, List<SourceRecord> records) {
        return new RecordPage(records, page.rejected(), page.resumeAfter(), page.end());
    }

    private static SourceRecord without(SourceRecord record, String field) {
        Map<String, FieldValue> fields = new HashMap<>(record.fields());
        if (fields.remove(field) == null) {
            return record;
        }
        Map<String, String> unreadable = new HashMap<>(record.unreadable());
        unreadable.put(field, "registry reloaded");
        return new SourceRecord(record.id(), record.version(), fields, unreadable);
    }

    @Override
    public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
        failOnce("read", Set.copyOf(ids));
        run.readById(ids);
        RecordPage page = disturbed(next.read(scope, ids));
        boolean lacking = world.network.isFaulty() && world.touches.lacksAField(run);
        return recorded(lacking ? withoutSeals(page, true) : page);
    }

    private RecordPage recorded(RecordPage page) {
        page.records()
                .forEach(record -> run.delivered(
                        record.id(),
                        ((FieldValue.Text) record.field("name")).value(),
                        record.version(),
                        world.time.nanos()));
        page.records().stream()
                .filter(record -> !record.unreadable().isEmpty())
                .forEach(record -> run.incomplete(record.id()));
        page.rejected().forEach(record -> run.rejected(record.id()));
        return page;
    }

    @Override
    public IdPage ids(RecordScope scope, IdRange range, int limit) {
        failOnce("ids", range);
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
        failOnce("existing", Set.copyOf(ids));
        Set<RecordId> existing = world.isBlind() ? Set.of() : next.existing(scope, ids);
        ids.stream().filter(id -> !existing.contains(id)).forEach(id -> run.toldGone.put(id, world.time.steps()));
        return existing;
    }
}

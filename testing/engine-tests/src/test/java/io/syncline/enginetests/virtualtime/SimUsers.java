package io.syncline.enginetests.virtualtime;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.SourceTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * The users of the source, and their view of it: the text of each record, and since when it is visible. Their
 * transactions last as long as the overlap allows.
 */
final class SimUsers {

    static final ModelName MODEL = ModelName.of("res.partner");
    /** A field beside the text that changes with it, and that cannot always be read. */
    static final String SEAL = "seal";

    private static final int MOST_EDITS = 60;
    private static final int MOST_ROWS = 60;

    /**
     * A committed record.
     *
     * @param number by which users know it
     * @param changedAt by the source's clock
     * @param presentSince in virtual nanoseconds
     */
    record Row(long number, String text, boolean archived, Instant changedAt, long presentSince) {

        Row changedAt(Instant time) {
            return new Row(number, text, archived, time, presentSince);
        }
    }

    private record Edit(long number, String text, boolean archived, boolean delete) {}

    private final VirtualTime time;
    private final SimClock clock;
    private final SimIds ids;
    private final SimProfile profile;
    private final RandomGenerator random;
    private final RandomGenerator fieldRandom;
    private final SimAdversaries adversaries;
    private final SimTouches touches;
    private final SimTeams teams = new SimTeams();
    private final InMemoryRecordSource source;
    private final SimDates dates;
    private final TreeMap<RecordId, Row> rows = new TreeMap<>();
    private final List<Long> present = new ArrayList<>();
    private final Map<String, Long> order = new HashMap<>();
    private final Set<RecordId> withheld = new TreeSet<>();
    private final Set<RecordId> unsealed = new TreeSet<>();
    private final Map<String, String> texts = new HashMap<>();
    private final List<Long> deleted = new ArrayList<>();
    private final Map<Long, String> lastTexts = new HashMap<>();
    private long nextNumber = 1;
    private long serial;
    private long commits;
    private int edits;
    private boolean stopped;

    SimUsers(String name, SimClock clock, SimWorld world) {
        this.clock = clock;
        this.time = world.time;
        this.ids = world.profile.ids;
        this.profile = world.profile;
        this.random = world.random;
        this.fieldRandom = world.fieldRandom;
        this.adversaries = world.adversaries;
        this.dates = new SimDates(world.dateRandom, profile.overlap);
        this.touches = world.touches;
        this.source = InMemoryRecordSource.builder()
                .name(name)
                .database("database of " + name)
                .pages(profile.pages)
                .clock(clock)
                .model(
                        MODEL,
                        new FieldDescription("name", "Name", FieldType.TEXT),
                        new FieldDescription(SEAL, "Seal", FieldType.TEXT),
                        new FieldDescription(SimTeams.TEAM, "Team", FieldType.TEXT))
                .build();
        List<Edit> first = new ArrayList<>();
        for (int i = 0; i < profile.records; i++) {
            first.add(insert());
        }
        commit(first, source.begin());
    }

    Instant now() {
        return clock.instant();
    }

    /** The time that the source reports, compared with the clock that stamps its changes. */
    SimDates dates() {
        return dates;
    }

    SimClock clock() {
        return clock;
    }

    InMemoryRecordSource source() {
        return source;
    }

    Map<RecordId, Row> rows() {
        return rows;
    }

    boolean inScope(Row row) {
        return profile.includeArchived || !row.archived();
    }

    boolean isAnythingInScope() {
        return rows.values().stream().anyMatch(this::inScope);
    }

    /** The record of a number. */
    RecordId id(long number) {
        return ids.id(number);
    }

    /** Whether a record may have an older version than before: it was created again after the clock was set back. */
    boolean isOfAnyVersion(RecordId id) {
        return clock.hasEverJumped()
                && deleted.stream().anyMatch(number -> id(number).equals(id));
    }

    boolean isWithheld(RecordId id) {
        return withheld.contains(id);
    }

    /** Whether a field of a record cannot be read. */
    boolean isUnsealed(RecordId id) {
        Row row = rows.get(id);
        return unsealed.contains(id) || (row != null && teams.isUnreadable(SimTeams.of(row.number())));
    }

    /** The fields of a record. */
    Map<String, FieldValue> fields(String text) {
        String serial = SimExpectations.serial(text);
        return Map.of(
                "name",
                new FieldValue.Text(text),
                SEAL,
                new FieldValue.Text("seal of " + serial),
                SimTeams.TEAM,
                new FieldValue.Text(team(serial)));
    }

    /** The name of the team of the record whose text begins with this serial. */
    String team(String serial) {
        return teams.name(SimTeams.of(SimExpectations.number(serial).orElse(0L)));
    }

    /** The name of one of the teams. */
    String anyTeam() {
        return teams.name(adversaries.random().nextInt(teams.count()));
    }

    /** The number of the newest commit that gave a record the text that begins with this serial. */
    long order(String serial) {
        return order.getOrDefault(serial, 0L);
    }

    /** The text that begins with this serial. */
    String text(String serial) {
        return texts.getOrDefault(serial, "");
    }

    void start() {
        time.after(Duration.ofNanos((long) (profile.editGap.toNanos() * 2 * random.nextDouble())), () -> {
            if (!stopped && edits++ < MOST_EDITS) {
                // changes that are stamped with a time long past are promised to nobody
                if (!clock.isBehind()) {
                    edit();
                }
                start();
            }
        });
    }

    /** Ends all changes; open transactions are rolled back. */
    void stop() {
        stopped = true;
    }

    /** Withheld records and fields are delivered again, without a new change time. */
    void deliverAll() {
        unsealed.forEach(id -> source.deliverField(MODEL, id, SEAL));
        unsealed.clear();
        withheld.forEach(id -> source.deliver(MODEL, id));
        withheld.clear();
        for (int team = 0; team < teams.count(); team++) {
            readable(team, true);
        }
    }

    /** A record changes, if there is one. */
    void change() {
        if (!present.isEmpty()) {
            long number = anyNumber();
            boolean archived = rows.get(id(number)).archived();
            commit(List.of(new Edit(number, newText(number), archived, false)), source.begin());
        }
    }

    /** Some records are deleted, one after the other, as a user whose rights shrink loses sight of them. */
    void lose(RandomGenerator which, int most) {
        for (int i = 0; i < most && !present.isEmpty(); i++) {
            long number = present.get(which.nextInt(present.size()));
            commit(List.of(new Edit(number, "", false, true)), source.begin());
        }
    }

    /** A record gets a new change time and the text that it has. */
    Optional<RecordId> touch() {
        return rows.entrySet().stream()
                .filter(row -> inScope(row.getValue()) && !isUnsealed(row.getKey()))
                .findFirst()
                .map(found -> {
                    Row row = found.getValue();
                    commit(List.of(new Edit(row.number(), row.text(), row.archived(), false)), source.begin());
                    return found.getKey();
                });
    }

    /** A field of a record can no longer be read. */
    void loseSeal(RecordId id) {
        if (!unsealed.contains(id)) {
            unseal(id);
        }
    }

    /** Those of the records that were deleted exist again, with their last texts. */
    void bringBack(Set<RecordId> ids) {
        List<Edit> edits = lastTexts.entrySet().stream()
                .filter(last -> ids.contains(id(last.getKey())) && !rows.containsKey(id(last.getKey())))
                .map(last -> new Edit(last.getKey(), last.getValue(), false, false))
                .toList();
        if (!edits.isEmpty()) {
            commit(edits, source.begin());
        }
    }

    private void edit() {
        if (random.nextDouble() < profile.poison && !rows.isEmpty()) {
            toggle(id(anyNumber()));
            return;
        }
        if (fieldRandom.nextDouble() < profile.fieldFaults && !rows.isEmpty()) {
            unseal(id(present.get(fieldRandom.nextInt(present.size()))));
            return;
        }
        if (adversaries.linked && adversaries.random().nextDouble() < adversaries.linkEdits) {
            editTeam();
            return;
        }
        SourceTransaction transaction = source.begin();
        List<Edit> edits = draw();
        touches.changing(this, ids(edits));
        later(transaction, () -> commit(edits, transaction));
    }

    /** Commits a transaction at some time, or not. */
    private void later(SourceTransaction transaction, Runnable commit) {
        Duration open = duration();
        if (open.isZero()) {
            commit.run();
        } else {
            time.after(open, () -> {
                if (stopped || clock.isBehind() || random.nextInt(10) == 0) {
                    transaction.rollback();
                } else {
                    commit.run();
                }
            });
        }
    }

    /** A team is renamed, or its name can no longer be read, or can again. */
    private void editTeam() {
        int team = adversaries.random().nextInt(teams.count());
        if (adversaries.random().nextInt(3) == 0) {
            readable(team, teams.isUnreadable(team));
            return;
        }
        SourceTransaction transaction = source.begin();
        later(transaction, () -> rename(team, transaction));
    }

    private void rename(int team, SourceTransaction transaction) {
        String name = teams.newName();
        List<Row> members = members(team);
        members.forEach(row -> transaction.updateThroughLink(
                MODEL, id(row.number()), Map.of(SimTeams.TEAM, new FieldValue.Text(name))));
        if (transaction.conflicts()) {
            transaction.rollback();
            return;
        }
        transaction.commit();
        teams.rename(team, name);
        members.forEach(row -> rows.put(id(row.number()), row.changedAt(now())));
    }

    private List<Row> members(int team) {
        return rows.values().stream()
                .filter(row -> SimTeams.of(row.number()) == team)
                .toList();
    }

    private void readable(int team, boolean whether) {
        teams.unreadable(team, !whether);
        members(team).forEach(row -> readableTeam(id(row.number()), whether));
    }

    private void readableTeam(RecordId id, boolean whether) {
        if (whether) {
            source.deliverField(MODEL, id, SimTeams.TEAM);
        } else {
            source.withholdField(MODEL, id, SimTeams.TEAM, "the name of its team cannot be computed");
        }
    }

    /** Often the longest allowed, less a part of a second. */
    private Duration duration() {
        long nanos = dates.longestTransaction(profile.overlap).toNanos();
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ofNanos((long) (nanos * random.nextDouble()));
            case 1, 2 -> Duration.ofNanos((long) Math.max(0, nanos - 1e9 * random.nextDouble()));
            default -> Duration.ZERO;
        };
    }

    private void toggle(RecordId id) {
        if (withheld.remove(id)) {
            source.deliver(MODEL, id);
        } else {
            withheld.add(id);
            source.withhold(MODEL, id, "locked");
        }
    }

    /** A value that can no longer be computed, or can again. */
    private void unseal(RecordId id) {
        if (unsealed.remove(id)) {
            source.deliverField(MODEL, id, SEAL);
        } else {
            unsealed.add(id);
            source.withholdField(MODEL, id, SEAL, "division by zero");
        }
    }

    private List<Edit> draw() {
        List<Edit> edits = new ArrayList<>();
        int kind = rows.size() > MOST_ROWS ? 3 : random.nextInt(12);
        int count = kind == 0 ? 3 + random.nextInt(10) : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Edit edit = draw(kind);
            if (edits.stream().noneMatch(other -> other.number() == edit.number())) {
                edits.add(edit);
            }
        }
        return edits;
    }

    private Edit draw(int kind) {
        if (rows.isEmpty()) {
            return insert();
        }
        long number = anyNumber();
        Row row = rows.get(id(number));
        return switch (kind) {
            case 0, 1, 2 -> insert();
            case 3, 4 -> new Edit(number, "", false, true);
            case 5 -> deleted.isEmpty() ? insert() : recreate();
            case 6 -> new Edit(number, row.text(), !row.archived(), false);
            case 7 -> new Edit(number, row.text(), row.archived(), false);
            default -> new Edit(number, newText(number), row.archived(), false);
        };
    }

    private Edit insert() {
        nextNumber += random.nextInt(4) == 0 ? random.nextInt(5) : 0;
        long number = nextNumber++;
        return new Edit(number, newText(number), false, false);
    }

    private Edit recreate() {
        long number = deleted.get(random.nextInt(deleted.size()));
        Row row = rows.get(id(number));
        String last = lastTexts.get(number);
        String text = last != null && random.nextBoolean() ? last : newText(number);
        return new Edit(number, text, row != null && row.archived(), false);
    }

    private long anyNumber() {
        return present.get(random.nextInt(present.size()));
    }

    private String newText(long number) {
        StringBuilder text = new StringBuilder("r" + number + "s" + ++serial);
        if (random.nextDouble() < profile.poison / 2) {
            text.append(random.nextBoolean() ? " " + SimNetwork.EMBEDDER_POISON : " " + SimNetwork.SINK_POISON);
        }
        int words = random.nextInt(3) == 0 ? random.nextInt(24) : random.nextInt(5);
        for (int i = 0; i < words; i++) {
            text.append(" w").append(random.nextInt(100));
        }
        texts.put(SimExpectations.serial(text.toString()), text.toString());
        return text.toString();
    }

    private void commit(List<Edit> edits, SourceTransaction transaction) {
        edits.forEach(edit -> apply(edit, transaction));
        if (transaction.conflicts()) {
            transaction.rollback();
            return;
        }
        transaction.commit();
        commits++;
        edits.forEach(this::remember);
        if (!stopped) {
            touches.changed(this, ids(edits));
        }
    }

    private List<RecordId> ids(List<Edit> edits) {
        return edits.stream().map(edit -> id(edit.number())).toList();
    }

    private void apply(Edit edit, SourceTransaction transaction) {
        RecordId id = id(edit.number());
        if (edit.delete()) {
            transaction.delete(MODEL, id);
            return;
        }
        transaction.put(MODEL, id, fields(edit.text()));
        if (edit.archived()) {
            transaction.archive(MODEL, id);
        } else {
            transaction.unarchive(MODEL, id);
        }
    }

    private void remember(Edit edit) {
        RecordId id = id(edit.number());
        Row before = rows.remove(id);
        present.remove(edit.number());
        if (edit.delete()) {
            if (before != null) {
                lastTexts.put(edit.number(), before.text());
            }
            deleted.add(edit.number());
            withheld.remove(id);
            unsealed.remove(id);
            return;
        }
        present.add(edit.number());
        boolean wasPresent = before != null && (profile.includeArchived || before.archived() == edit.archived());
        long since = wasPresent ? before.presentSince() : time.nanos();
        rows.put(id, new Row(edit.number(), edit.text(), edit.archived(), now(), since));
        order.put(SimExpectations.serial(edit.text()), commits);
        if (before == null && teams.isUnreadable(SimTeams.of(edit.number()))) {
            readableTeam(id, false);
        }
    }
}

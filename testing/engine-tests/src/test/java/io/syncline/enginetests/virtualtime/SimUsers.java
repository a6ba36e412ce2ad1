package io.syncline.enginetests.virtualtime;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryRecordSourceBuilder;
import io.syncline.testkit.memory.SourceTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The users of the source, and their view of it: the text of each record, and since when it is visible. Their
 * transactions last as long as the overlap allows.
 */
final class SimUsers {

    static final ModelName MODEL = ModelName.of("res.partner");

    private static final int MOST_EDITS = 60;
    private static final int MOST_ROWS = 60;

    /** A committed record. All instants are by the source's clock. */
    record Row(String text, boolean archived, Instant changedAt, Instant presentSince) {}

    private record Edit(long id, String text, boolean archived, boolean delete) {}

    private final VirtualTime time;
    private final Duration skew;
    private final SimProfile profile;
    private final RandomGenerator random;
    private final InMemoryRecordSource source;
    private final TreeMap<Long, Row> rows = new TreeMap<>();
    private final Map<String, Long> order = new HashMap<>();
    private final TreeMap<Long, String> withheld = new TreeMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final List<Long> deleted = new ArrayList<>();
    private final Map<Long, String> lastTexts = new HashMap<>();
    private long nextId = 1;
    private long serial;
    private long commits;
    private int edits;
    private boolean stopped;

    SimUsers(VirtualTime time, SimProfile profile, RandomGenerator random, InMemoryRecordSourceBuilder builder) {
        this.time = time;
        this.skew = Duration.ofMillis(random.nextLong(7_200_000) - 3_600_000);
        this.profile = profile;
        this.random = random;
        this.source = builder.name("memory:sim")
                .clock(this::now)
                .model(MODEL, new FieldDescription("name", "Name", FieldType.TEXT))
                .build();
        List<Edit> first = new ArrayList<>();
        for (int i = 0; i < profile.records; i++) {
            first.add(insert());
        }
        commit(first, source.begin());
    }

    Instant now() {
        return time.instant().plus(skew);
    }

    InMemoryRecordSource source() {
        return source;
    }

    Map<Long, Row> rows() {
        return rows;
    }

    boolean inScope(Row row) {
        return profile.includeArchived || !row.archived();
    }

    boolean isWithheld(long id) {
        return withheld.containsKey(id);
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
                edit();
                start();
            }
        });
    }

    /** Ends all changes; open transactions are rolled back. */
    void stop() {
        stopped = true;
    }

    /** Withheld records are delivered again, without a new change time. */
    void deliverAll() {
        withheld.keySet().forEach(id -> source.deliver(MODEL, RecordId.of(id)));
        withheld.clear();
    }

    private void edit() {
        if (random.nextDouble() < profile.poison && !rows.isEmpty()) {
            toggle(anyId());
            return;
        }
        SourceTransaction transaction = source.begin();
        List<Edit> edits = draw();
        Duration open = duration();
        if (open.isZero()) {
            commit(edits, transaction);
        } else {
            time.after(open, () -> {
                if (stopped || random.nextInt(10) == 0) {
                    transaction.rollback();
                } else {
                    commit(edits, transaction);
                }
            });
        }
    }

    /** Often the longest allowed, less a part of a second. */
    private Duration duration() {
        long nanos = profile.overlap.toNanos();
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ofNanos((long) (nanos * random.nextDouble()));
            case 1, 2 -> Duration.ofNanos((long) Math.max(0, nanos - 1e9 * random.nextDouble()));
            default -> Duration.ZERO;
        };
    }

    private void toggle(long id) {
        if (withheld.remove(id) != null) {
            source.deliver(MODEL, RecordId.of(id));
        } else {
            withheld.put(id, "locked");
            source.withhold(MODEL, RecordId.of(id), "locked");
        }
    }

    private List<Edit> draw() {
        List<Edit> edits = new ArrayList<>();
        int kind = rows.size() > MOST_ROWS ? 3 : random.nextInt(12);
        int count = kind == 0 ? 3 + random.nextInt(10) : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Edit edit = draw(kind);
            if (edits.stream().noneMatch(other -> other.id() == edit.id())) {
                edits.add(edit);
            }
        }
        return edits;
    }

    private Edit draw(int kind) {
        if (rows.isEmpty()) {
            return insert();
        }
        long id = anyId();
        Row row = rows.get(id);
        return switch (kind) {
            case 0, 1, 2 -> insert();
            case 3, 4 -> new Edit(id, "", false, true);
            case 5 -> deleted.isEmpty() ? insert() : recreate();
            case 6 -> new Edit(id, row.text(), !row.archived(), false);
            case 7 -> new Edit(id, row.text(), row.archived(), false);
            default -> new Edit(id, newText(id), row.archived(), false);
        };
    }

    private Edit insert() {
        nextId += random.nextInt(4) == 0 ? random.nextInt(5) : 0;
        long id = nextId++;
        return new Edit(id, newText(id), false, false);
    }

    private Edit recreate() {
        long id = deleted.get(random.nextInt(deleted.size()));
        Row present = rows.get(id);
        String last = lastTexts.get(id);
        String text = last != null && random.nextBoolean() ? last : newText(id);
        return new Edit(id, text, present != null && present.archived(), false);
    }

    private long anyId() {
        Long id = rows.ceilingKey(1 + random.nextLong(Math.max(1, nextId)));
        return id == null ? rows.firstKey() : id;
    }

    private String newText(long id) {
        StringBuilder text = new StringBuilder("r" + id + "s" + ++serial);
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
    }

    private static void apply(Edit edit, SourceTransaction transaction) {
        RecordId id = RecordId.of(edit.id());
        if (edit.delete()) {
            transaction.delete(MODEL, id);
            return;
        }
        transaction.put(MODEL, id, Map.of("name", new FieldValue.Text(edit.text())));
        if (edit.archived()) {
            transaction.archive(MODEL, id);
        } else {
            transaction.unarchive(MODEL, id);
        }
    }

    private void remember(Edit edit) {
        Row before = rows.remove(edit.id());
        if (edit.delete()) {
            if (before != null) {
                lastTexts.put(edit.id(), before.text());
            }
            deleted.add(edit.id());
            withheld.remove(edit.id());
            return;
        }
        boolean wasPresent = before != null && (profile.includeArchived || before.archived() == edit.archived());
        Instant now = now();
        rows.put(edit.id(), new Row(edit.text(), edit.archived(), now, wasPresent ? before.presentSince() : now));
        order.put(SimExpectations.serial(edit.text()), commits);
    }
}

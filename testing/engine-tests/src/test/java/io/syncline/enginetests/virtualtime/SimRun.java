package io.syncline.enginetests.virtualtime;

import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run of a simulated process, and the answers that it received. */
final class SimRun {

    /** The task of a run. */
    enum Task {
        INCREMENTAL,
        FULL,
        LIMITED,
        CLEANUP,
        UNLIMITED_CLEANUP,
        QUARANTINE,
        UNDO,
        DRY_RUN,
        VERIFY,
        REPAIR,
        RENAME
    }

    private static final Set<Task> CLEANUPS =
            EnumSet.of(Task.CLEANUP, Task.UNLIMITED_CLEANUP, Task.QUARANTINE, Task.UNDO, Task.DRY_RUN);

    private static final Set<Task> STORING = EnumSet.of(Task.INCREMENTAL, Task.FULL, Task.LIMITED, Task.REPAIR);

    /**
     * A record as the source delivered it.
     *
     * @param nanos when, in virtual nanoseconds
     */
    record Delivery(String text, long nanos) {}

    final Task task;
    final SimProcess process;
    final SimRoute route;
    final ModelKey key;
    /** Whether the sink held the records of the source under an earlier name only when the run began. */
    final boolean besideItself;

    final VirtualLoop loop;
    final int deployment;
    final long startNanos;
    final long startStep;
    final Instant sourceStart;
    /** The last delivery of each record that was delivered since the last checkpoint, and beyond it. */
    private final TreeMap<RecordId, Delivery> delivered = new TreeMap<>();
    /** The newest text of each record, unless it was rejected since. */
    private final Map<RecordId, String> newest = new HashMap<>();

    private final Map<RecordId, Long> versions = new HashMap<>();
    /** When the sink first listed a record, as steps of the world. */
    final Map<RecordId, Long> sinkListed = new HashMap<>();
    /** When the source last listed the range of a record without it. */
    final Map<RecordId, Long> sourceListed = new HashMap<>();
    /** When the source last reported that a record does not exist. */
    final Map<RecordId, Long> toldGone = new HashMap<>();

    /** When the run was last told what the sink holds of a record. */
    private final Map<RecordId, Long> compared = new HashMap<>();

    private final Set<RecordId> readById = new HashSet<>();
    private final Set<RecordId> incomplete = new HashSet<>();
    private String identity = "unknown";
    private boolean ordered = true;
    private @Nullable RunOutcome outcome;
    private List<String> errors = List.of();
    private boolean resumed;
    private int deliveries;
    private long differing;
    private Cursor lastDelivered = Cursor.START;
    private int embedded;
    private long epoch;

    SimRun(Task task, SimProcess process, VirtualLoop loop, SimWorld world) {
        this.task = task;
        this.process = process;
        this.route = process.route();
        this.key = route.key();
        this.besideItself = route.isBesideItself();
        this.loop = loop;
        this.deployment = world.deployment();
        this.startNanos = world.time.nanos();
        this.startStep = world.time.steps();
        this.sourceStart = route.users.now();
    }

    /** The run has asked for records by their ids. */
    void readById(Collection<RecordId> ids) {
        readById.addAll(ids);
    }

    boolean hasReadById() {
        return !readById.isEmpty();
    }

    boolean wasReadById(RecordId id) {
        return readById.contains(id);
    }

    /** The run has opened a filling of its sink. */
    void opened(SinkIdentity sink) {
        identity = sink.id();
    }

    /** The run has acquired a lease. */
    void acquired(long fencingToken) {
        epoch = fencingToken;
    }

    /** The epoch of the lease; 0 before there is one. */
    long epoch() {
        return epoch;
    }

    void compared(RecordId id, long step) {
        compared.put(id, step);
    }

    /** In which step the run was last told what the sink holds of a record; negative if it was not. */
    long comparedAt(RecordId id) {
        return compared.getOrDefault(id, -1L);
    }

    /** Whether the run stores what it finds to be outdated. */
    boolean isStoring() {
        return STORING.contains(task);
    }

    /** What the lease and the state of this run belong to. */
    StateKey stateKey() {
        return route.stateKey(key, identity);
    }

    /** What the lease of another model belongs to. */
    StateKey stateKey(ModelKey other) {
        return route.stateKey(other, identity);
    }

    /** Whether the sink says that it lists records by their ids. */
    boolean isOrdered() {
        return ordered;
    }

    void ordered(boolean whether) {
        ordered = whether;
    }

    boolean isActive() {
        return outcome == null && !loop.isDead();
    }

    void end(RunOutcome how, List<String> why) {
        outcome = how;
        errors = why;
    }

    void resumed(boolean whether) {
        resumed = whether;
    }

    /** Whether it resumed from a checkpoint, so that changes since the checkpoint's run are left to the next one. */
    boolean wasResumed() {
        return resumed;
    }

    void differing(long records) {
        differing = records;
    }

    /** How many records a comparison found to differ, without those that cannot be read. */
    long differing() {
        return differing;
    }

    @Nullable RunOutcome outcome() {
        return outcome;
    }

    List<String> errors() {
        return errors;
    }

    boolean isSync() {
        return isStoring() && task != Task.REPAIR;
    }

    boolean isVerify() {
        return task == Task.VERIFY || task == Task.REPAIR;
    }

    boolean isCleanup() {
        return CLEANUPS.contains(task);
    }

    void delivered(RecordId id, String text, long version, long nanos) {
        delivered.put(id, new Delivery(text, nanos));
        newest.put(id, text);
        versions.put(id, version);
        lastDelivered = Cursor.max(lastDelivered, Cursor.after(id));
        deliveries++;
    }

    /** The version of a record that was read last; 0 if none was. */
    long version(RecordId id) {
        return versions.getOrDefault(id, 0L);
    }

    /** The last record that was read. */
    Cursor lastDelivered() {
        return lastDelivered;
    }

    /** How many records were read. */
    int deliveries() {
        return deliveries;
    }

    /** The source could not deliver all fields of a record. */
    void incomplete(RecordId id) {
        incomplete.add(id);
        newest.remove(id);
    }

    /** Whether the source could not always deliver all fields of a record. */
    boolean wasIncomplete(RecordId id) {
        return incomplete.contains(id);
    }

    /** The source could not deliver a record. */
    void rejected(RecordId id) {
        newest.remove(id);
    }

    /** What was delivered of a record at last, unless it was rejected. */
    Optional<String> newest(RecordId id) {
        return Optional.ofNullable(newest.get(id));
    }

    /** What was delivered up to a position, for the last time. */
    Map<RecordId, Delivery> takeDelivered(Cursor cursor) {
        Map<RecordId, Delivery> head = new TreeMap<>();
        while (!delivered.isEmpty() && !cursor.isBefore(delivered.firstKey())) {
            Map.Entry<RecordId, Delivery> first = delivered.pollFirstEntry();
            head.put(first.getKey(), first.getValue());
        }
        return head;
    }

    int embedded() {
        return embedded;
    }

    void countEmbedded(int texts) {
        embedded += texts;
    }

    @Override
    public String toString() {
        return task + " from " + route + ", deployment " + deployment + ", by " + process.name() + ", begun at "
                + sourceStart;
    }
}

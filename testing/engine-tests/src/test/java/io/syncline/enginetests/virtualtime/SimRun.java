package io.syncline.enginetests.virtualtime;

import io.syncline.api.RunOutcome;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        REPAIR
    }

    private static final Set<Task> CLEANUPS =
            EnumSet.of(Task.CLEANUP, Task.UNLIMITED_CLEANUP, Task.QUARANTINE, Task.UNDO, Task.DRY_RUN);

    final Task task;
    final SimProcess process;
    final VirtualLoop loop;
    final int deployment;
    final long startNanos;
    final Instant sourceStart;
    /** The newest text of each record that was delivered since the last checkpoint, and beyond it. */
    private final TreeMap<Long, String> delivered = new TreeMap<>();
    /** When the sink last listed a record, as steps of the world. */
    final Map<Long, Long> sinkListed = new HashMap<>();
    /** When the source last listed the range of a record without it. */
    final Map<Long, Long> sourceListed = new HashMap<>();
    /** When the source last reported that a record does not exist. */
    final Map<Long, Long> toldGone = new HashMap<>();

    private @Nullable RunOutcome outcome;
    private List<String> errors = List.of();
    private boolean resumed;
    private int deliveries;
    private long differing;
    private long lastDelivered;
    private int embedded;

    SimRun(Task task, SimProcess process, VirtualLoop loop, SimWorld world) {
        this.task = task;
        this.process = process;
        this.loop = loop;
        this.deployment = world.deployment();
        this.startNanos = world.time.nanos();
        this.sourceStart = world.users.now();
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

    boolean isVerify() {
        return task == Task.VERIFY || task == Task.REPAIR;
    }

    boolean isCleanup() {
        return CLEANUPS.contains(task);
    }

    void delivered(long id, String text) {
        delivered.put(id, text);
        lastDelivered = Math.max(lastDelivered, id);
        deliveries++;
    }

    /** The last record that was read. */
    long lastDelivered() {
        return lastDelivered;
    }

    /** How many records were read. */
    int deliveries() {
        return deliveries;
    }

    /** What was delivered up to an id, for the last time. */
    Map<Long, String> takeDelivered(long cursor) {
        Map<Long, String> head = new TreeMap<>(delivered.headMap(cursor, true));
        delivered.headMap(cursor, true).clear();
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
        return task + " of deployment " + deployment + " by " + process.name() + ", begun at " + sourceStart;
    }
}

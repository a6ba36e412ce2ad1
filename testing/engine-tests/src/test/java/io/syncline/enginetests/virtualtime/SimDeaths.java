package io.syncline.enginetests.virtualtime;

import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.testkit.fault.PortCall;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Deaths of processes, and losses of stores, at the steps that are worst for what is saved. Chance alone meets them once in
 * tens of thousands of histories. Drawn apart from all else in a history.
 */
final class SimDeaths {

    private static final String WITHOUT_FIELDS = ";without=";

    private final RandomGenerator random;
    private final double afterLosingFields;
    private final double renames;
    private final double restores;
    private int deadlyLeases;
    private boolean over;

    /**
     * Draws what a history suffers.
     *
     * @param random draws all of it
     */
    SimDeaths(RandomGenerator random) {
        this.random = random;
        afterLosingFields = rate(1);
        renames = rate(1);
        restores = rate(1);
    }

    private double rate(double most) {
        return random.nextInt(3) == 0 ? most * random.nextDouble() : 0;
    }

    /** From now on nobody dies. */
    void end() {
        over = true;
    }

    /** Whether a repair meets a record whose fields cannot all be read any more, before anything else happens. */
    boolean overtakeRepair() {
        return strikes(true, afterLosingFields);
    }

    /** Whether states are restored that do not know what was written since, before anything else happens. */
    boolean precedeRestore() {
        return strikes(true, restores);
    }

    /** The next runs die as soon as they have a lease. */
    void awaitLeases(int runs) {
        deadlyLeases = runs;
    }

    /** How many runs in a row die with a lease. */
    int leases() {
        return 1 + random.nextInt(2);
    }

    private boolean diesWithLease(SimRun run) {
        return deadlyLeases > 0 && run.epoch() > 0 && deadlyLeases-- > 0;
    }

    /** Whether the process of a run dies after a call that has been executed. */
    boolean follow(SimRun run, PortCall call) {
        return switch (call.method()) {
            case SINK_UPSERT -> strikes(losesFields(run, call), afterLosingFields);
            case STORE_COMPARE_AND_SET -> diesWithLease(run);
            case SINK_RAISE_MARK -> strikes(run.route.isRenaming(), renames);
            default -> false;
        };
    }

    /** Whether a sink loses what it holds of a source that is getting another name, and somebody syncs it before the rename. */
    boolean precedeRename() {
        return strikes(true, renames);
    }

    private boolean strikes(boolean applies, double rate) {
        return applies && !over && rate > 0 && random.nextDouble() < rate;
    }

    /** The next incremental run reads again what one of its kind has stored. */
    private static boolean losesFields(SimRun run, PortCall call) {
        return run.task != SimRun.Task.INCREMENTAL
                && ((List<?>) call.arguments().get(2))
                        .stream()
                                .map(EmbeddedDocument.class::cast)
                                .anyMatch(document -> document.fingerprint().contains(WITHOUT_FIELDS));
    }
}

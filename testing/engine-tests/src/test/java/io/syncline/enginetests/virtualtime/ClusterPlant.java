package io.syncline.enginetests.virtualtime;

import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.RangeGrant;
import io.syncline.core.cluster.RangeProgress;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.core.port.record.IdRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A fault of the cluster's parts, planted between them. */
enum ClusterPlant {
    NONE,
    /** Workers trim and delete themselves, whatever has become of their grant. */
    CHANGES_BY_WORKERS,
    /** Workers take their grants for valid for an hour. */
    ENDLESS_GRANTS,
    /** A range that is granted again, and a coordinator that follows another one, do not get a greater epoch. */
    SAME_EPOCH,
    /** A range counts as done although its worker has not reported all of it. */
    EARLY_END,
    /** A restored coordinator knows fewer open ranges than there were. */
    FORGOTTEN_RANGE,
    /** Failures are not reported with the pages that they belong to. */
    FORGOTTEN_FAILURES;

    private static final Duration HOUR = Duration.ofHours(1);

    /** What a worker sends. */
    WorkerRequest sent(WorkerRequest request, RandomGenerator random) {
        if (this == FORGOTTEN_FAILURES && request instanceof WorkerRequest.Acknowledge report) {
            RangeProgress all = report.progress();
            return new WorkerRequest.Acknowledge(
                    report.grant(),
                    new RangeProgress(
                            all.after(),
                            all.reached(),
                            all.size(),
                            all.maxVersion(),
                            all.counts(),
                            List.of(),
                            List.of(),
                            all.handled()));
        }
        if (this == EARLY_END && request instanceof WorkerRequest.Renew renew && random.nextInt(10) == 0) {
            return new WorkerRequest.End(renew.grant(), true, Optional.empty());
        }
        return request;
    }

    /** What a worker understands. */
    CoordinatorAnswer understood(CoordinatorAnswer answer, Map<Long, Long> firstEpoch) {
        if (answer instanceof CoordinatorAnswer.Granted granted) {
            RangeGrant grant = granted.grant();
            long epoch = this == SAME_EPOCH ? firstEpoch.computeIfAbsent(0L, any -> grant.epoch()) : grant.epoch();
            return new CoordinatorAnswer.Granted(new RangeGrant(
                    grant.number(),
                    grant.source(),
                    grant.model(),
                    grant.range(),
                    grant.changedSince(),
                    grant.includeArchived(),
                    grant.fingerprint(),
                    grant.sinkId(),
                    epoch,
                    grant.validFor()));
        }
        if (this == ENDLESS_GRANTS && answer instanceof CoordinatorAnswer.Renewed) {
            return new CoordinatorAnswer.Renewed(HOUR, false);
        }
        if (this == ENDLESS_GRANTS && answer instanceof CoordinatorAnswer.Revoked) {
            return new CoordinatorAnswer.Renewed(HOUR, false);
        }
        return answer;
    }

    /** What a restored coordinator gets. */
    ClusterSnapshot restored(ClusterSnapshot snapshot) {
        if (this != FORGOTTEN_RANGE || snapshot.open().isEmpty()) {
            return snapshot;
        }
        List<IdRange> open = new ArrayList<>(snapshot.open());
        open.remove(open.size() - 1);
        return new ClusterSnapshot(
                snapshot.sourceStart(), snapshot.fingerprint(), snapshot.sinkMark(), open, snapshot.frontier());
    }
}

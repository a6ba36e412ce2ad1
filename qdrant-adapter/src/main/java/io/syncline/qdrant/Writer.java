package io.syncline.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the documents of one call in concurrent requests, and waits until the server has applied each of them.
 *
 * <p>If no conflicting point was stored when the call began, the written points are not read back: whatever prevented a
 * write since then is newer, and would have replaced the point anyway.
 *
 * <p>No request is in flight when a call returns or fails, unless its deadline passed or the thread was interrupted. The
 * guard holds for such a late write too, and later writes of the same run take it into account.
 */
final class Writer {

    private final QdrantConnection connection;
    private final Target target;
    private final ModelKey key;
    private final WriteGuard guard;
    private final PointCodec codec;
    private final StoredPoints stored;
    private final Deque<Sent> inFlight = new ArrayDeque<>();
    private final Deque<StoredPoints.Lookup> lookups = new ArrayDeque<>();
    private final boolean alone;
    private final List<Probe> probes = new ArrayList<>();
    private boolean texts;
    private @Nullable SyncException failure;

    /**
     * Creates a writer for one call.
     *
     * @param alone whether no other write of this epoch can be in flight
     */
    Writer(QdrantConnection connection, Target target, ModelKey key, long epoch, boolean alone) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.alone = alone;
        this.guard = new WriteGuard(key, epoch);
        this.codec = new PointCodec(target, key, epoch);
        this.stored = new StoredPoints(connection, target, key, epoch);
    }

    /** Writes documents that {@link #checked} accepts. */
    void write(List<EmbeddedDocument> documents) {
        if (target.guardedByServer()) {
            probe(documents);
        }
        PointBatches batches = new PointBatches(codec, target.writes(), documents, alreadyStored(documents));
        while (failure == null && batches.hasNext()) {
            PointBatch batch = batches.next();
            attempt(() -> send(batch));
            finishDownTo(target.writes().inFlight() - 1);
        }
        finishDownTo(0);
        if (failure != null) {
            throw failure;
        }
    }

    private void probe(List<EmbeddedDocument> documents) {
        List<UUID> numbers = new ArrayList<>();
        Map<UUID, RecordId> ofTexts = new LinkedHashMap<>();
        for (EmbeddedDocument document : documents) {
            List<UUID> ids = codec.ids(document);
            if (document.id().isNumber()) {
                numbers.addAll(ids);
            } else {
                ids.forEach(id -> ofTexts.put(id, document.id()));
            }
        }
        texts = !ofTexts.isEmpty();
        if (!numbers.isEmpty()) {
            probes.add(ConflictProbe.start(connection, target, guard, numbers));
        }
        if (texts) {
            probes.add(new TextProbe(connection, target, stored, ofTexts));
        }
    }

    /** What the probes found, from the least to the most care. */
    private Probe.Finding finding() {
        return probes.stream().map(Probe::await).max(Comparator.naturalOrder()).orElse(Probe.Finding.CONFLICTS);
    }

    /**
     * The points that need not be written again. Without them, a call with more points than the server's rate limit would
     * fail at the same point at each retry.
     */
    private Set<UUID> alreadyStored(List<EmbeddedDocument> documents) {
        long points = documents.stream()
                .mapToLong(document -> document.chunks().size())
                .sum();
        return points > target.writesBeforePause() ? stored.same(documents) : Set.of();
    }

    /** Waits, oldest first, until at most that many writes, and as many lookups of written points, are in flight. */
    private void finishDownTo(int limit) {
        while (inFlight.size() > limit) {
            attempt(this::finishOldest);
        }
        while (lookups.size() > limit) {
            StoredPoints.Lookup lookup = lookups.remove();
            attempt(() -> stored.requireWritten(lookup));
        }
    }

    /** The documents, if each may be written. Sends nothing. */
    List<EmbeddedDocument> checked(List<EmbeddedDocument> documents) {
        Set<RecordId> ids = new HashSet<>();
        for (EmbeddedDocument document : documents) {
            codec.check(document);
            if (!ids.add(document.id())) {
                throw new IllegalArgumentException("Record " + document.id() + " of " + key + " is given twice");
            }
        }
        return documents;
    }

    private void send(PointBatch batch) {
        UpsertPoints request = request(batch);
        if (probes.isEmpty()) {
            stored.refuseNewer(stored.lookup(batch));
        }
        inFlight.add(new Sent(batch, connection.points().upsert(request)));
    }

    private UpsertPoints request(PointBatch batch) {
        UpsertPoints.Builder request =
                UpsertPoints.newBuilder().setCollectionName(target.collection()).setWait(true);
        batch.points().forEach(entry -> request.addPoints(entry.point()));
        if (!probes.isEmpty()) {
            // Awaited in any case: the probe shows the state before the write only if it completes first.
            request.setUpdateFilter(
                    switch (finding()) {
                        case NOTHING -> alone ? guard.replaceableByLeast(batch) : guard.replaceable(batch);
                        case OLDER -> guard.replaceable(batch);
                        case CONFLICTS -> guard.repairable(batch);
                    });
        }
        return request.build();
    }

    private void finishOldest() {
        Sent sent = inFlight.remove();
        Call call = Call.write("store " + sent.batch().size() + " points of " + key);
        try {
            requireCompleted(call, connection.awaitSplittable(call, sent.answer()));
            if (!probes.isEmpty() && mustBeReadBack()) {
                lookups.add(stored.lookup(sent.batch()));
            }
        } catch (TooLargeException e) {
            splitAndSend(sent.batch(), e);
        }
    }

    /** A late write of another text with the same hash would not be newer, and would prevent this one all the same. */
    private boolean mustBeReadBack() {
        return finding() == Probe.Finding.CONFLICTS || (texts && !alone);
    }

    private void splitAndSend(PointBatch batch, TooLargeException reason) {
        if (batch.size() == 1) {
            throw reason.asRejected();
        }
        for (PointBatch half : batch.halves()) {
            inFlight.addFirst(new Sent(half, connection.points().upsert(request(half))));
            finishOldest();
        }
    }

    /** Any other status than completed leaves the outcome unknown. */
    static void requireCompleted(Call call, PointsOperationResponse response) {
        UpdateStatus status = response.getResult().getStatus();
        if (status != UpdateStatus.Completed) {
            throw new UnknownOutcomeException("Could not " + call.what() + ": Qdrant answered " + status
                    + " instead of Completed, so the outcome is unknown");
        }
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (SyncException e) {
            failure = failure == null ? e : worse(failure, e);
        }
    }

    /** The more severe of two failures, with the other one suppressed. */
    private static SyncException worse(SyncException first, SyncException second) {
        SyncException worse = severity(second) > severity(first) ? second : first;
        worse.addSuppressed(worse == first ? second : first);
        return worse;
    }

    private static int severity(SyncException failure) {
        if (failure instanceof SetupException) {
            return 5;
        }
        if (failure instanceof LostRaceException) {
            return 4;
        }
        if (failure instanceof RejectedException) {
            return 3;
        }
        return failure instanceof TransientException ? 1 : 2;
    }

    private record Sent(PointBatch batch, ListenableFuture<PointsOperationResponse> answer) {}
}

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
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the documents of one call: several requests at once, each waited for until the server has applied it.
 *
 * <p>Where nothing that could keep a point out was there when the call began, what was written is not looked at again:
 * whatever has kept a point out since then is newer, and would have replaced it a moment later.
 *
 * <p>No request is on its way any more when a call returns or fails, unless its deadline passed or the thread was
 * interrupted; what the server does with such a one later is held back by the guard, and the writes that follow in its
 * run reckon with it.
 */
final class Writer {

    private final Connection connection;
    private final Target target;
    private final ModelKey key;
    private final Guard guard;
    private final PointCodec codec;
    private final StoredPoints stored;
    private final Deque<Sent> inFlight = new ArrayDeque<>();
    private final Deque<StoredPoints.Look> looks = new ArrayDeque<>();
    private final boolean alone;
    private @Nullable Rivals rivals;
    private @Nullable SyncException failure;

    /**
     * Makes a writer for one call.
     *
     * @param alone whether no other write of this epoch to the same records can be on its way
     */
    Writer(Connection connection, Target target, ModelKey key, long epoch, boolean alone) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.alone = alone;
        this.guard = new Guard(key, epoch);
        this.codec = new PointCodec(target, key, epoch);
        this.stored = new StoredPoints(connection, target, key, epoch);
    }

    void write(List<EmbeddedDocument> documents) {
        check(documents);
        if (target.guardedByServer()) {
            rivals = Rivals.ask(connection, target, guard, codec.ids(documents));
        }
        Batches batches = new Batches(codec, target.writes(), documents, alreadyStored(documents));
        while (failure == null && batches.hasNext()) {
            Batch batch = batches.next();
            attempt(() -> send(batch));
            finishDownTo(target.writes().inFlight() - 1);
        }
        finishDownTo(0);
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * What need not be written again. Where a call has more points than the server takes before it asks for a pause, a
     * repeated call would else end at the same point for ever.
     */
    private Set<UUID> alreadyStored(List<EmbeddedDocument> documents) {
        long points = documents.stream()
                .mapToLong(document -> document.chunks().size())
                .sum();
        return points > target.writesBeforePause() ? stored.same(documents) : Set.of();
    }

    /** Waits until only so many requests are on their way, the oldest first, and as many looks at what they left. */
    private void finishDownTo(int limit) {
        while (inFlight.size() > limit) {
            attempt(this::finishOldest);
        }
        while (looks.size() > limit) {
            StoredPoints.Look look = looks.remove();
            attempt(() -> stored.requireWritten(look));
        }
    }

    private void check(List<EmbeddedDocument> documents) {
        Set<RecordId> ids = new HashSet<>();
        for (EmbeddedDocument document : documents) {
            codec.check(document);
            if (!ids.add(document.id())) {
                throw new IllegalArgumentException("Record " + document.id() + " of " + key + " is given twice");
            }
        }
    }

    private void send(Batch batch) {
        UpsertPoints request = request(batch);
        if (rivals == null) {
            stored.refuseNewer(stored.look(batch.versions()));
        }
        inFlight.add(new Sent(batch, connection.points().upsert(request)));
    }

    private UpsertPoints request(Batch batch) {
        UpsertPoints.Builder request =
                UpsertPoints.newBuilder().setCollectionName(target.collection()).setWait(true);
        batch.points().forEach(entry -> request.addPoints(entry.point()));
        if (rivals != null) {
            // The answer is waited for in any case: it tells what was there before the write only if it comes first.
            boolean inserted = rivals.await() == Rivals.Finding.NOTHING && alone;
            request.setUpdateFilter(
                    inserted ? guard.replaceableByLeast(batch.versions()) : guard.replaceable(batch.versions()));
        }
        return request.build();
    }

    private void finishOldest() {
        Sent sent = inFlight.remove();
        Call call = Call.write("store " + sent.batch().size() + " points of " + key);
        try {
            requireCompleted(call, connection.awaitSplittable(call, sent.answer()));
            if (rivals != null && rivals.await() == Rivals.Finding.RIVALS) {
                looks.add(stored.look(sent.batch().versions()));
            }
        } catch (TooLargeException e) {
            splitAndSend(sent.batch(), e);
        }
    }

    private void splitAndSend(Batch batch, TooLargeException reason) {
        if (batch.size() == 1) {
            throw reason.asRejected();
        }
        for (Batch half : batch.halves()) {
            inFlight.addFirst(new Sent(half, connection.points().upsert(request(half))));
            finishOldest();
        }
    }

    /** Anything but completed means that the server has not told whether the points are there. */
    static void requireCompleted(Call call, PointsOperationResponse response) {
        UpdateStatus status = response.getResult().getStatus();
        if (status != UpdateStatus.Completed) {
            throw new UnknownOutcomeException("Could not " + call.what() + ": Qdrant answered " + status
                    + " instead of Completed, so it may or may not apply them");
        }
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (SyncException e) {
            failure = failure == null ? e : worse(failure, e);
        }
    }

    /** The one of two failures after which less can be done; the other is kept with it. */
    private static SyncException worse(SyncException first, SyncException second) {
        SyncException worse = gravity(second) > gravity(first) ? second : first;
        worse.addSuppressed(worse == first ? second : first);
        return worse;
    }

    private static int gravity(SyncException failure) {
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

    private record Sent(Batch batch, ListenableFuture<PointsOperationResponse> answer) {}
}

package io.syncline.core.internal.cluster;

import io.syncline.core.cluster.ClusterSettings;
import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.sync.ListingWork;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where workers ask, before, during and after the listing of one run. Thread-safe, but for {@link #run}, which is confined to
 * the loop.
 */
public final class RangeBoard implements ListingWork {

    private final EventLoop loop;
    private final ClusterSettings settings;
    private final Optional<ClusterSnapshot> resume;
    private final Map<Long, Unanswered> unanswered = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private volatile @Nullable DividedListing listing;
    private volatile boolean closed;

    private record Unanswered(WorkerRequest request, CompletableFuture<CoordinatorAnswer> answer) {}

    /**
     * A board without ranges.
     *
     * @param loop of the run
     * @param resume what an earlier coordinator had reached
     */
    public RangeBoard(EventLoop loop, ClusterSettings settings, Optional<ClusterSnapshot> resume) {
        this.loop = loop;
        this.settings = settings;
        this.resume = resume;
    }

    @Override
    public CompletableFuture<Void> run(Listing work) {
        DividedListing divided = DividedListing.of(work, settings, resume);
        listing = divided;
        return divided.start();
    }

    /** Answers a worker. */
    public CompletableFuture<CoordinatorAnswer> receive(WorkerRequest request) {
        DividedListing current = listing;
        if (closed || current == null) {
            return CompletableFuture.completedFuture(withoutListing(request));
        }
        if (request.blocks() && request instanceof WorkerRequest.OfGrant change) {
            return CompletableFuture.completedFuture(current.changes().make(change));
        }
        CompletableFuture<CoordinatorAnswer> answer = new CompletableFuture<>();
        long number = requests.incrementAndGet();
        unanswered.put(number, new Unanswered(request, answer));
        answer.whenComplete((done, thrown) -> unanswered.remove(number));
        loop.execute(() -> current.receive(request, answer));
        if (closed) {
            // the loop may have ended before
            answer.complete(withoutListing(request));
        }
        return answer;
    }

    private CoordinatorAnswer withoutListing(WorkerRequest request) {
        if (request instanceof WorkerRequest.Next) {
            return closed ? new CoordinatorAnswer.Finished() : CoordinatorAnswer.Wait.SHORTLY;
        }
        return new CoordinatorAnswer.Revoked();
    }

    /** Answers all workers that there is nothing more; for the end of the run, with or without a listing. */
    public void close() {
        closed = true;
        unanswered.values().forEach(waiting -> waiting.answer().complete(withoutListing(waiting.request())));
    }

    /** What a successor may rely on. */
    public Optional<ClusterSnapshot> snapshot() {
        return Optional.ofNullable(listing).flatMap(DividedListing::snapshot);
    }

    @Override
    public String toString() {
        return closed ? "closed" : String.valueOf(listing);
    }
}

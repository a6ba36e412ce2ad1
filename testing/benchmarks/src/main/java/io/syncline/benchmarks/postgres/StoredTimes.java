package io.syncline.benchmarks.postgres;

import static java.util.Objects.requireNonNull;

import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.testkit.forward.ForwardingVectorSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notes when changes were committed, and when they were stored. */
final class StoredTimes extends ForwardingVectorSink {

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);
    private static final Pattern CHANGE = Pattern.compile("Change (\\d+) of a benchmark");

    private final Map<Integer, Long> committed = new ConcurrentHashMap<>();
    private final Map<Integer, Long> stored = new ConcurrentHashMap<>();

    StoredTimes(VectorSink sink) {
        super(sink);
    }

    /** The text that a change gives a record. */
    static String text(int change) {
        return "Change " + change + " of a benchmark";
    }

    void committed(int change) {
        committed.put(change, System.nanoTime());
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        super.upsert(key, epoch, documents);
        long now = System.nanoTime();
        for (EmbeddedDocument document : documents) {
            Matcher change = CHANGE.matcher(document.chunks().get(0).text());
            if (change.find()) {
                stored.putIfAbsent(Integer.valueOf(change.group(1)), now);
            }
        }
    }

    /**
     * Waits until all changes are stored.
     *
     * @param changes their number
     * @param following what stores them; its failure is thrown
     */
    void await(int changes, CompletableFuture<Void> following) {
        long begin = System.nanoTime();
        while (stored.size() < changes) {
            if (following.isDone()) {
                following.join();
            }
            if (System.nanoTime() - begin > PATIENCE) {
                throw new IllegalStateException("Only " + stored.size() + " of " + changes + " changes were stored");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** The time of each change; none is negative, although one can be stored before the writer has its answer. */
    List<Double> seconds() {
        List<Double> seconds = new ArrayList<>();
        stored.forEach((change, at) -> seconds.add(Math.max(0, at - requireNonNull(committed.get(change))) / 1e9));
        return seconds;
    }
}

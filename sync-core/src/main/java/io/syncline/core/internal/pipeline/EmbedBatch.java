package io.syncline.core.internal.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chunks that go to the embedder in one request, as often as it takes. Confined to the loop. */
final class EmbedBatch {

    /** What became of a refused batch: if both of its halves pass as they are, it was merely too large. */
    static final class Parting {
        private final int larger;
        private int open = 2;
        private boolean faulty;

        private Parting(int larger) {
            this.larger = larger;
        }
    }

    private final List<ChunkQueue.Entry> entries;
    private final @Nullable Parting parting;
    private final long suspectSince;
    private int failures;
    private boolean tried;
    private long firstFailedAt;
    private long notBefore = Long.MIN_VALUE;

    private EmbedBatch(List<ChunkQueue.Entry> entries, @Nullable Parting parting, long suspectSince) {
        this.entries = entries;
        this.parting = parting;
        this.suspectSince = suspectSince;
    }

    static EmbedBatch of(List<ChunkQueue.Entry> entries) {
        return new EmbedBatch(entries, null, 0);
    }

    List<ChunkQueue.Entry> entries() {
        return entries;
    }

    int size() {
        return entries.size();
    }

    long tokens() {
        return entries.stream().mapToLong(ChunkQueue.Entry::tokens).sum();
    }

    List<String> texts() {
        return entries.stream().map(entry -> entry.chunk().text()).toList();
    }

    /** Whether any of its records is still wanted. */
    boolean isWanted() {
        return entries.stream().anyMatch(entry -> !entry.record().isFailed());
    }

    /** Notes a failure that may pass. */
    void fail(long now, boolean forRate) {
        if (!tried) {
            tried = true;
            firstFailedAt = now;
        }
        failures += forRate ? 0 : 1;
    }

    /** Failures that may pass, other than for the rate. */
    int failures() {
        return failures;
    }

    /** Whether it was not sent yet, nor is a part of what was. */
    boolean isNew() {
        return !tried && parting == null;
    }

    /** Whether it is not a part of a batch that was given up. */
    boolean isWhole() {
        return parting == null;
    }

    /** Since when an answer to any other request shows that the fault is in this one. */
    long suspectSince() {
        return parting == null ? firstFailedAt : suspectSince;
    }

    /** When it, or what it is a part of, failed for the first time. */
    long firstFailedAt() {
        return firstFailedAt;
    }

    void defer(long until) {
        notBefore = until;
    }

    boolean isDue(long now) {
        return notBefore <= now;
    }

    /** Its halves, each of which goes on its own; not for a batch of one. */
    List<EmbedBatch> halves(long now) {
        refused();
        int middle = (entries.size() + 1) / 2;
        Parting next = new Parting(middle);
        return List.of(part(0, middle, next, now), part(middle, entries.size(), next, now));
    }

    private EmbedBatch part(int from, int to, Parting next, long now) {
        EmbedBatch part = new EmbedBatch(entries.subList(from, to), next, now);
        part.tried = tried;
        part.firstFailedAt = firstFailedAt;
        return part;
    }

    /** It was refused for good. */
    void refused() {
        if (parting != null) {
            parting.faulty = true;
        }
    }

    /** It passed; answers how many chunks a request may hold, if that was learned by it, else 0. */
    int passed() {
        if (parting == null) {
            return 0;
        }
        parting.open--;
        return parting.open == 0 && !parting.faulty ? parting.larger : 0;
    }
}

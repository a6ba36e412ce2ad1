package io.syncline.core.internal.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chunks that are sent to the embedder in one request, and its failures so far. Confined to the loop. */
final class EmbedBatch {

    private static final int FAILURES_OF_A_WHOLE = 8;
    private static final int FAILURES_OF_ITS_PARTS = 3;

    /** A rejected batch in two halves. If both succeed as they are, the batch was only too large. */
    static final class Split {
        private final int larger;
        private int open = 2;
        private boolean faulty;

        private Split(int larger) {
            this.larger = larger;
        }
    }

    private final List<ChunkQueue.Entry> entries;
    private final @Nullable Split split;
    private final long comparableSince;
    private int failures;
    private int rateFailures;
    private long firstSentAt = Long.MAX_VALUE;
    private long sentAt;
    private boolean attempted;
    private boolean repeated;
    private long firstFailedAt;
    private long notBefore = Long.MIN_VALUE;
    private String cause = "";

    private EmbedBatch(List<ChunkQueue.Entry> entries, @Nullable Split split, long comparableSince) {
        this.entries = entries;
        this.split = split;
        this.comparableSince = comparableSince;
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

    /** Notes the time of an attempt. */
    void sent(long at) {
        firstSentAt = Math.min(firstSentAt, at);
        sentAt = isWhole() ? at : sentAt;
    }

    /** When it, or the batch that it is a part of, was sent for the first time. */
    long firstSentAt() {
        return firstSentAt;
    }

    /** When it, or the batch that it is a part of, was sent last as a whole: what is embedded later shows that the service is available. */
    long sentAt() {
        return sentAt;
    }

    /** Notes a failure that may pass. */
    void fail(long now, boolean forRate) {
        if (!attempted) {
            attempted = true;
            firstFailedAt = now;
        }
        failures += forRate ? 0 : 1;
        rateFailures += forRate ? 1 : 0;
    }

    /** Failures that may pass, other than for the rate. */
    int failures() {
        return failures;
    }

    /**
     * Whether it has been refused for its rate for so long that its texts may be the cause: a quota of a minute would have
     * had room again. A single text, which would fail its record, is given all the time there is.
     */
    boolean isRateLimitedFor(long giveUpAfter, long now) {
        long patience = entries.size() == 1 ? giveUpAfter : giveUpAfter / 4;
        return rateFailures >= FAILURES_OF_ITS_PARTS && now - firstFailedAt >= patience;
    }

    /** Answers whether it may be sent once more as it is, before it is halved over what may have passed. */
    boolean repeat() {
        boolean first = !repeated;
        repeated = true;
        return first;
    }

    /** Whether neither it nor a batch that it is a part of was sent before. */
    boolean isNew() {
        return !attempted && split == null;
    }

    /** Whether it is not a part of another batch. */
    boolean isWhole() {
        return split == null;
    }

    /** Whether it has failed so often that its texts may be the cause. */
    boolean hasFailedOften() {
        return failures >= (isWhole() ? FAILURES_OF_A_WHOLE : FAILURES_OF_ITS_PARTS);
    }

    /** Since when a success of any other request shows that the texts of this one cause its failures. */
    long comparableSince() {
        return split == null ? firstFailedAt : comparableSince;
    }

    /** When it, or the batch that it is a part of, failed for the first time. */
    long firstFailedAt() {
        return firstFailedAt;
    }

    /** Puts off the next attempt. */
    void defer(long until, String why) {
        notBefore = until;
        cause = why;
    }

    long notBefore() {
        return notBefore;
    }

    /** Why the next attempt was put off. */
    String cause() {
        return cause;
    }

    boolean isDue(long now) {
        return notBefore <= now;
    }

    /** Its halves, each of which is sent on its own; not for a batch of one. */
    List<EmbedBatch> halves(long now) {
        rejected();
        int middle = (entries.size() + 1) / 2;
        Split next = new Split(middle);
        return List.of(part(0, middle, next, now), part(middle, entries.size(), next, now));
    }

    private EmbedBatch part(int from, int to, Split next, long now) {
        EmbedBatch part = new EmbedBatch(entries.subList(from, to), next, now);
        part.firstSentAt = firstSentAt;
        part.sentAt = sentAt;
        part.attempted = attempted;
        part.firstFailedAt = firstFailedAt;
        part.rateFailures = rateFailures;
        part.repeated = true;
        return part;
    }

    /** The embedder rejected it. */
    void rejected() {
        if (split != null) {
            split.faulty = true;
        }
    }

    /** It succeeded; answers how many chunks a request may hold if that follows from it, else 0. */
    int succeeded() {
        if (split == null) {
            return 0;
        }
        split.open--;
        return split.open == 0 && !split.faulty ? split.larger : 0;
    }
}

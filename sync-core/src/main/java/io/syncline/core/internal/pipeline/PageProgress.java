package io.syncline.core.internal.pipeline;

import io.syncline.api.RecordId;
import java.util.ArrayList;
import java.util.List;

/** A page on its way through the pipeline. Confined to the loop. */
public final class PageProgress {

    private final long resumeAfter;
    private final int size;
    private final long bytes;
    private final long maxVersion;
    private final List<Problem> problems = new ArrayList<>();
    private final List<RecordId> handled = new ArrayList<>();
    private int open;

    /**
     * A page with everything still to do.
     *
     * @param resumeAfter the id after which the next page begins
     * @param size its records, delivered and rejected
     * @param bytes estimate of the memory it takes
     * @param maxVersion the greatest version of its records, 0 if there is none
     */
    PageProgress(long resumeAfter, int size, long bytes, long maxVersion) {
        this.resumeAfter = resumeAfter;
        this.size = size;
        this.bytes = bytes;
        this.maxVersion = maxVersion;
        this.open = size;
    }

    public long resumeAfter() {
        return resumeAfter;
    }

    public int size() {
        return size;
    }

    long bytes() {
        return bytes;
    }

    public long maxVersion() {
        return maxVersion;
    }

    boolean isDone() {
        return open == 0;
    }

    /** What failed in this page, with reasons. */
    public List<Problem> problems() {
        return problems;
    }

    /** What did not fail in this page. */
    public List<RecordId> handled() {
        return handled;
    }

    void finish(RecordId id) {
        handled.add(id);
        open--;
    }

    void fail(RecordId id, String reason) {
        problems.add(new Problem(id, reason));
        open--;
    }

    /** A record that failed in this run. */
    public record Problem(RecordId id, String reason) {}
}

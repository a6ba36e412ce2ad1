package io.syncline.core.internal.pipeline;

import io.syncline.api.RecordId;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;

/** A page on its way through the pipeline. Confined to the loop. */
public final class PageProgress {

    private final Cursor resumeAfter;
    private final int size;
    private final long bytes;
    private final long maxVersion;
    private final List<RecordFailure> failures = new ArrayList<>();
    private final List<RecordId> handled = new ArrayList<>();
    private int open;

    /**
     * A page with everything still to do.
     *
     * @param resumeAfter the position at which the next page begins
     * @param size its records, delivered and rejected
     * @param bytes estimate of the memory it takes
     * @param maxVersion the greatest version of its records, 0 if there is none
     */
    PageProgress(Cursor resumeAfter, int size, long bytes, long maxVersion) {
        this.resumeAfter = resumeAfter;
        this.size = size;
        this.bytes = bytes;
        this.maxVersion = maxVersion;
        this.open = size;
    }

    /** A page that was done elsewhere. */
    public static PageProgress done(Cursor resumeAfter, int size, long maxVersion) {
        PageProgress page = new PageProgress(resumeAfter, size, 0, maxVersion);
        page.open = 0;
        return page;
    }

    static PageProgress of(RecordPage page, int dimension) {
        long bytes = 0;
        long maxVersion = 0;
        for (SourceRecord record : page.records()) {
            bytes += MemoryEstimate.of(record, dimension);
            maxVersion = Math.max(maxVersion, record.version());
        }
        int size = page.records().size() + page.rejected().size();
        return new PageProgress(page.resumeAfter(), size, bytes, maxVersion);
    }

    public Cursor resumeAfter() {
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

    /** The records of this page that failed or are incomplete. */
    public List<RecordFailure> failures() {
        return failures;
    }

    /** The records of this page that are stored completely. */
    public List<RecordId> handled() {
        return handled;
    }

    void finish(RecordId id) {
        handled.add(id);
        open--;
    }

    void fail(RecordFailure failure) {
        failures.add(failure);
        open--;
    }
}

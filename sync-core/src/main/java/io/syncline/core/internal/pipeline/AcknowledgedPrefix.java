package io.syncline.core.internal.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The pages under way, in the order of their keys, and the memory they take. Pages leave it from the front only, each
 * once all its records are done, so whatever left it may be covered by a checkpoint.
 */
final class AcknowledgedPrefix {

    private final Deque<PageProgress> pages = new ArrayDeque<>();
    private final long memoryBudget;
    private long bytes;
    private long lastPageBytes;

    AcknowledgedPrefix(long memoryBudget) {
        this.memoryBudget = memoryBudget;
    }

    boolean isEmpty() {
        return pages.isEmpty();
    }

    void add(PageProgress page) {
        pages.add(page);
        bytes += page.bytes();
        lastPageBytes = page.bytes();
    }

    /** How many pages like the last one there is memory for; at least one if no other is under way. */
    int room() {
        long pagesLeft = (memoryBudget - bytes) / Math.max(1, lastPageBytes);
        return (int) Math.max(bytes == 0 ? 1 : 0, Math.min(pagesLeft, Integer.MAX_VALUE));
    }

    /** Removes the finished pages in front of the first unfinished one. */
    List<PageProgress> removeDone() {
        List<PageProgress> done = new ArrayList<>();
        for (PageProgress first = pages.peek(); first != null && first.isDone(); first = pages.peek()) {
            pages.remove();
            bytes -= first.bytes();
            done.add(first);
        }
        return done;
    }
}

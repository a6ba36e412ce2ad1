package io.syncline.odoo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The number of records per page of a model: halved after each page that exceeded what the server or the limits allow,
 * doubled after several pages that did not.
 *
 * <p>Thread-safe.
 */
final class PageSize {

    private static final Logger LOG = LoggerFactory.getLogger(PageSize.class);
    private static final int SUCCESSES_TO_GROW = 8;

    private final String what;
    private final int most;
    private int size;
    private int successes;

    PageSize(String what, int most) {
        this.what = what;
        this.most = most;
        size = most;
    }

    synchronized int atMost(int wanted) {
        return Math.min(wanted, size);
    }

    /** Records that a page was too large. */
    synchronized void shrink(int tried) {
        successes = 0;
        int half = Math.max(1, tried / 2);
        if (half < size) {
            LOG.info("Page size of {} reduced to {}, since {} were too many", what, half, tried);
            size = half;
        }
    }

    /** Records that a page was read. */
    synchronized void worked(int tried) {
        if (size == most || tried < size) {
            return;
        }
        if (++successes >= SUCCESSES_TO_GROW) {
            successes = 0;
            size = (int) Math.min(most, 2L * size);
        }
    }
}

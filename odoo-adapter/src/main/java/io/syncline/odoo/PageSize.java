package io.syncline.odoo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many records of a model to ask for at once: half after each page that was too much for the server or the limits,
 * double again after several that were not.
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

    /** A page of some size was too much. */
    synchronized void shrink(int tried) {
        successes = 0;
        int half = Math.max(1, tried / 2);
        if (half < size) {
            LOG.info("{}: pages of {} from now on, since {} were too many", what, half, tried);
            size = half;
        }
    }

    /** A page of some size came through. */
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

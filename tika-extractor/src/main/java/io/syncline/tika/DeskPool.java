package io.syncline.tika;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.extraction.ExtractionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** The desks of an extractor, as many as it has processes. Thread-safe. */
final class DeskPool {

    private final ReaderLauncher launcher;
    private final ExtractionSettings settings;
    private final Path parent;
    private final Semaphore permits;
    private final Deque<Desk> free = new ArrayDeque<>();
    private final Set<Desk> busy = new HashSet<>();
    private boolean closed;

    DeskPool(ReaderLauncher launcher, ExtractionSettings settings, Path parent) {
        this.launcher = launcher;
        this.settings = settings;
        this.parent = parent;
        this.permits = new Semaphore(settings.processes(), true);
    }

    /** A desk for the caller alone, who waits until one is free, and returns it. */
    Desk take() {
        requireOpen();
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientException("The extraction of a file was interrupted before it began", e);
        }
        try {
            return taken();
        } catch (RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    /** The last one that was used, whose process is running. */
    private synchronized Desk taken() {
        requireOpen();
        Desk desk = free.isEmpty() ? created() : free.pop();
        busy.add(desk);
        return desk;
    }

    private Desk created() {
        try {
            return new Desk(launcher, settings, parent);
        } catch (IOException e) {
            throw new SetupException(
                    "No directory for files can be made in " + parent + ": " + e.getMessage()
                            + ". Set 'directory' to one that is writable",
                    e);
        }
    }

    void giveBack(Desk desk) {
        boolean late;
        synchronized (this) {
            busy.remove(desk);
            late = closed;
            if (!late) {
                free.push(desk);
            }
        }
        if (late) {
            desk.remove();
        }
        permits.release();
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The text extractor is closed");
        }
    }

    /** Removes the desks that are free, and ends what others are doing; those are removed when they are given back. */
    void close() {
        List<Desk> unused;
        List<Desk> used;
        synchronized (this) {
            closed = true;
            unused = List.copyOf(free);
            used = List.copyOf(busy);
            free.clear();
        }
        unused.forEach(Desk::remove);
        used.forEach(Desk::abort);
    }
}

package io.syncline.core.state;

import io.syncline.api.failure.TransientException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Excludes other threads and processes from a {@link StateFile}, by the lock of a file beside it. Thread-safe. */
final class StateLock {

    private static final long POLL_NANOS = 500_000;

    private final Path path;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private FileChannel channel;
    private volatile boolean closed;

    private StateLock(Path path, Duration patience, FileChannel channel) {
        this.path = path;
        this.patience = patience;
        this.channel = channel;
    }

    /**
     * Opens the lock without taking it.
     *
     * @param path the state file
     * @param patience how long to wait for another process
     */
    static StateLock open(Path path, Duration patience) throws IOException {
        return new StateLock(path, patience, openChannel(path));
    }

    private static FileChannel openChannel(Path path) throws IOException {
        return FileChannel.open(StateFile.sibling(path, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /**
     * Does something while it holds the lock. An interrupt from before waits until it is done, because it would close the
     * channels in use.
     */
    <T> T held(Supplier<T> action) {
        lock.lock();
        boolean interrupted = Thread.interrupted();
        try {
            requireOpen();
            FileLock held = await();
            try {
                return action.get();
            } finally {
                release(held);
            }
        } catch (IOException e) {
            throw new TransientException("The state file " + path + " cannot be locked: " + StateFile.reason(e), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            lock.unlock();
        }
    }

    /** The wait is bounded, since a process may be suspended while it holds the lock. */
    private FileLock await() throws IOException {
        long start = System.nanoTime();
        FileLock held = tryLock();
        while (held == null) {
            long waited = System.nanoTime() - start;
            if (Duration.ofNanos(waited).compareTo(patience) > 0) {
                throw new TransientException(
                        "The state file " + path + " has been locked by another process for " + patience.toMillis()
                                + " ms (normally a few). It may be suspended: resume or end it, then retry",
                        null);
            }
            LockSupport.parkNanos(this, Math.max(POLL_NANOS, waited / 100));
            if (Thread.currentThread().isInterrupted()) {
                throw new TransientException("Interrupted while waiting for the lock of the state file " + path, null);
            }
            held = tryLock();
        }
        return held;
    }

    /** Null while another process, or another store of this one, has the lock. */
    private @Nullable FileLock tryLock() throws IOException {
        if (!channel.isOpen()) {
            // An interrupt has closed it.
            channel = openChannel(path);
        }
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void release(FileLock held) throws IOException {
        try {
            held.release();
        } catch (ClosedChannelException e) {
            // The lock went with its channel, and what it was for is done.
            return;
        }
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The store of " + path + " is closed");
        }
    }

    /** Closes under the lock: closing a file gives up all locks that this process has on it, also through others. */
    void close() {
        if (closed) {
            return;
        }
        held(() -> {
            closed = true;
            try {
                channel.close();
            } catch (IOException e) {
                throw new TransientException("The lock of " + path + " cannot be closed: " + StateFile.reason(e), e);
            }
            return path;
        });
    }
}

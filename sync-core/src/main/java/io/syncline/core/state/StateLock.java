package io.syncline.core.state;

import io.syncline.api.failure.TransientException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
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
    private @Nullable FileChannel channel;
    private volatile boolean closed;

    /**
     * A lock that is not taken. Its file, and the folder, are made when it is taken for the first time: who only reads leaves
     * nothing.
     *
     * @param path the state file
     * @param patience how long to wait for another process
     */
    StateLock(Path path, Duration patience) {
        this.path = path;
        this.patience = patience;
    }

    private static FileChannel openChannel(Path path) throws IOException {
        Files.createDirectories(AtomicFile.folder(path));
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
            throw StateFile.unwritable(path, "locked", e);
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
        FileChannel open = channel;
        if (open == null || !open.isOpen()) {
            // It is the first time, or an interrupt has closed it.
            open = openChannel(path);
            channel = open;
        }
        try {
            return open.tryLock();
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
        lock.lock();
        try {
            if (closed || channel == null) {
                closed = true;
                return;
            }
        } finally {
            lock.unlock();
        }
        held(() -> {
            closed = true;
            closeChannel();
            return path;
        });
    }

    private void closeChannel() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new TransientException("The lock of " + path + " cannot be closed: " + StateFile.reason(e), e);
        }
    }
}

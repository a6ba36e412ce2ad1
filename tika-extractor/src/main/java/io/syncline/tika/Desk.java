package io.syncline.tika;

import io.syncline.api.failure.TransientException;
import io.syncline.core.port.extraction.DocumentFile;
import io.syncline.core.port.extraction.ExtractedText;
import io.syncline.core.port.extraction.Extraction;
import io.syncline.core.port.extraction.ExtractionSettings;
import io.syncline.core.port.extraction.NoText;
import io.syncline.core.port.extraction.NoTextReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A place where one file at a time is read: a directory, and a process that is started when it is needed and replaced when
 * it has ended. One call at a time, except {@link #abort}.
 */
final class Desk {

    /** Readers keep more and more in memory; a new process costs a second. */
    private static final int MOST_SERVED = 500;

    private static final int BUFFER = 1 << 16;

    private final ReaderLauncher launcher;
    private final ExtractionSettings settings;
    private final Path directory;
    private final Path work;
    private @Nullable ReaderProcess process;
    private boolean aborted;

    Desk(ReaderLauncher launcher, ExtractionSettings settings, Path parent) throws IOException {
        this.launcher = launcher;
        this.settings = settings;
        this.directory = Files.createTempDirectory(Files.createDirectories(parent), "syncline-files-");
        this.work = Files.createDirectory(directory.resolve("work"));
    }

    Extraction extract(DocumentFile file) {
        Path copy = work.resolve(Request.FILE);
        try {
            Optional<NoText> refused = copy(file, copy);
            return refused.isPresent() ? refused.get() : read(new Request(file.name(), file.mediaType()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientException("The extraction of a file was interrupted", e);
        } finally {
            copy.toFile().delete();
        }
    }

    /** Copies the content, up to the limit. */
    private Optional<NoText> copy(DocumentFile file, Path copy) {
        long left = settings.maxFileSize();
        boolean any = false;
        try (InputStream in = file.content().open();
                OutputStream out = Files.newOutputStream(copy)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                any |= read > 0;
                left -= read;
                if (left < 0) {
                    return Optional.of(new NoText(
                            NoTextReason.TOO_LARGE, "", "It has more than " + settings.maxFileSize() + " bytes"));
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // The message of a source may name the file.
            throw new TransientException(
                    "The content of a file cannot be read and copied: "
                            + e.getClass().getSimpleName(),
                    e);
        }
        return any ? Optional.empty() : Optional.of(new NoText(NoTextReason.EMPTY, "", "It has no content"));
    }

    /** Reads the copy. A process that ends for no known reason gets a successor, which tries once more. */
    private Extraction read(Request request) throws InterruptedException {
        int crashes = 0;
        while (true) {
            ReaderProcess current = process();
            boolean fresh = current.served() == 0;
            try {
                return extraction(current.ask(request, launcher.limits(), settings.timeout()));
            } catch (TimeoutException e) {
                return new NoText(NoTextReason.TOO_SLOW, "", "Reading it took longer than " + settings.timeout());
            } catch (ProcessEndedException e) {
                requireOpen();
                if (e.isDiskFull()) {
                    return new NoText(NoTextReason.TOO_LARGE, "", "It unpacks to more than the limit");
                }
                if (e.isOutOfMemory() && fresh) {
                    return new NoText(
                            NoTextReason.TOO_LARGE, "", "Reading it takes more than " + settings.memory() + " bytes");
                }
                crashes += e.isIdle() ? 0 : 1;
                if (crashes > 1) {
                    return new NoText(
                            NoTextReason.BROKEN, "", "Reading it ended two processes, with status " + e.status());
                }
            }
        }
    }

    private static Extraction extraction(Reply reply) {
        if (reply.reason() != null) {
            return new NoText(reply.reason(), reply.mediaType(), reply.text());
        }
        return new ExtractedText(reply.text(), reply.title(), reply.mediaType(), reply.truncated());
    }

    private ReaderProcess process() throws InterruptedException {
        ReaderProcess current = process;
        if (current != null && current.isAlive() && current.served() < MOST_SERVED) {
            return current;
        }
        if (current != null) {
            current.end();
        }
        ReaderProcess started = launcher.start(directory, work);
        boolean late;
        synchronized (this) {
            process = started;
            late = aborted;
        }
        if (late) {
            started.end();
        }
        requireOpen();
        return started;
    }

    private synchronized void requireOpen() {
        if (aborted) {
            throw new IllegalStateException("The text extractor is closed");
        }
    }

    /** Ends what it is doing, from any thread. */
    void abort() {
        ReaderProcess running;
        synchronized (this) {
            aborted = true;
            running = process;
        }
        if (running != null) {
            running.end();
        }
    }

    /** Removes the directory; afterwards nothing more can be read. */
    void remove() {
        abort();
        WorkDirectory.delete(directory);
    }
}

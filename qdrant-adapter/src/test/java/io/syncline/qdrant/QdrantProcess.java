package io.syncline.qdrant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real server as a process of its own on the loopback interface, which can be killed and started again. */
final class QdrantProcess implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final long START_SECONDS = 60;

    private final Path storage;
    private final int port = freePort();
    private final int httpPort = freePort();
    private final Map<String, String> configuration;
    private Process process;

    private QdrantProcess(Map<String, String> configuration) {
        this.configuration = Map.copyOf(configuration);
        try {
            storage = Files.createTempDirectory("syncline-qdrant-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "qdrant-end"));
        process = launch();
    }

    static QdrantProcess start() {
        return start(Map.of());
    }

    /** Starts a server with settings such as QDRANT__SERVICE__API_KEY. */
    static QdrantProcess start(Map<String, String> configuration) {
        return new QdrantProcess(configuration);
    }

    String host() {
        return LOOPBACK;
    }

    int port() {
        return port;
    }

    int httpPort() {
        return httpPort;
    }

    /** Kills the server as a power switch would, as far as a process can be; its files stay. */
    void kill() {
        process.destroyForcibly();
        await(process);
    }

    /** Starts the server again on its old files and ports. */
    void restart() {
        process = launch();
    }

    private Process launch() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "QDRANT__SERVICE__HOST", LOOPBACK,
                "QDRANT__SERVICE__HTTP_PORT", Integer.toString(httpPort),
                "QDRANT__SERVICE__GRPC_PORT", Integer.toString(port),
                "QDRANT__STORAGE__STORAGE_PATH", storage.resolve("storage").toString(),
                "QDRANT__STORAGE__SNAPSHOTS_PATH", storage.resolve("snapshots").toString(),
                "QDRANT__TELEMETRY_DISABLED", "true",
                "QDRANT__LOG_LEVEL", "WARN"));
        settings.putAll(configuration);
        ProcessBuilder builder = new ProcessBuilder(List.of(QdrantBinary.get().toString(), "--disable-telemetry"));
        builder.environment().putAll(settings);
        builder.directory(storage.toFile()).redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(storage.resolve("log.txt").toFile()));
        try {
            Process started = builder.start();
            awaitPort(started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start Qdrant", e);
        }
    }

    /** Waits until the gRPC port accepts connections, looking often, and fails if the server ends instead. */
    private void awaitPort(Process started) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() - deadline < 0) {
            if (!started.isAlive()) {
                throw new IllegalStateException("Qdrant ended: " + Files.readString(storage.resolve("log.txt")));
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
        started.destroyForcibly();
        throw new IllegalStateException("Qdrant did not start in " + START_SECONDS + " s");
    }

    private static void await(Process ending) {
        try {
            ending.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        kill();
        try (var files = Files.walk(storage)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Gone already, or left to the system's care of temporary files.
            return;
        }
    }
}

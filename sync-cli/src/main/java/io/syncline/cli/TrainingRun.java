package io.syncline.cli;

import io.syncline.cli.output.Screen;
import io.syncline.cli.output.Shell;
import io.syncline.odoo.testserver.OdooServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs the frequent commands once, against the Odoo server of the demo, so that the JVM can write the classes that they
 * load to the class-data archive. The launcher starts it after each build. See {@code docs/adr/0019}.
 */
final class TrainingRun {

    private static final String MODEL = "res.partner";
    private static final String LOGIN = "training";
    private static final int RECORDS = 20;

    /** An address at which nothing listens: the command loads its classes, then fails. */
    private static final String UNREACHABLE = "127.0.0.1:1";

    /** A state without records, so that a command does not wait for a service that it cannot reach. */
    private static final String NEW_STATE = "state: {type: file, path: new.json}\n";

    private static final String SQLITE =
            "models: {res.partner: {fields: [name]}}\nsink: {type: sqlite, path: b.db}\nstate: {type: sqlite, path: b.db}\n";

    private final Shell shell;

    private TrainingRun(Shell shell) {
        this.shell = shell;
    }

    /**
     * Runs the commands and ends the process.
     *
     * @param args ignored
     * @throws IOException if the temporary directory cannot be written
     */
    public static void main(String[] args) throws IOException {
        Main.setProperties();
        endWithParent();
        ProcessSignals signals = new ProcessSignals();
        Path directory = Files.createTempDirectory("syncline-training-");
        try (OdooServer odoo =
                OdooServer.builder().user(LOGIN, LOGIN).database(LOGIN).start()) {
            odoo.database()
                    .createAll(
                            MODEL,
                            IntStream.range(0, RECORDS)
                                    .mapToObj(i -> Map.of("name", "Partner " + i))
                                    .toList());
            new TrainingRun(silentShell(directory, signals)).runAll(odoo);
        } finally {
            delete(directory);
            signals.done();
        }
        System.exit(0);
    }

    /** The launcher may be killed without a chance to end its child. */
    private static void endWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent ->
                        parent.onExit().thenRun(() -> Runtime.getRuntime().halt(ExitCode.FAILED)));
    }

    private static Shell silentShell(Path directory, ProcessSignals signals) {
        Shell process = ProcessShell.of(signals);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Shell(
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                Screen.NONE,
                Map.of(),
                directory,
                process.clock(),
                signals);
    }

    private void runAll(OdooServer odoo) throws IOException {
        write("syncline.yaml", odoo.url(), "");
        run("sync", MODEL);
        run("sync", MODEL);
        run("sync", MODEL, "--json");
        run("plan", MODEL);
        run("cleanup", MODEL, "--dry-run");
        run("status");
        run("search", "partner");
        connectClient();
        write("models.yaml", odoo.url(), SQLITE);
        run("sync", MODEL, "--config", "models.yaml");
        run("sync", MODEL, "--config", "models.yaml", "--quiet");
        run("--help");
        run("sync", "--help");
        write("tls.yaml", "https://" + UNREACHABLE, NEW_STATE);
        run("sync", MODEL, "--config", "tls.yaml");
        write("qdrant.yaml", odoo.url(), "sink: {type: qdrant, host: 127.0.0.1, port: 1}\n" + NEW_STATE);
        run("sync", MODEL, "--config", "qdrant.yaml");
    }

    private void write(String file, String url, String more) throws IOException {
        String config = """
                source: {type: odoo, url: "%s", database: %s, username: %s, password: %s, language: en_US}
                engine: {overlap: 0s}
                """.formatted(url, LOGIN, LOGIN, LOGIN);
        Files.writeString(shell.directory().resolve(file), config + more);
    }

    /** Connects a client, which then leaves. */
    private void connectClient() {
        byte[] lines = """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                "capabilities":{},"clientInfo":{"name":"training","version":"1"}}}
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                """.getBytes(StandardCharsets.UTF_8);
        Shell talking = new Shell(
                new ByteArrayInputStream(lines),
                shell.out(),
                shell.err(),
                shell.screen(),
                shell.environment(),
                shell.directory(),
                shell.clock(),
                shell.signals());
        Main.run(new String[] {"mcp"}, talking);
    }

    /** Ignores the exit status: a command that fails has loaded its classes as well. */
    private void run(String... command) {
        Main.run(command, shell);
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}

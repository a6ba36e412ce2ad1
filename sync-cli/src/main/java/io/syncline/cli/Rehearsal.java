package io.syncline.cli;

import io.syncline.cli.output.Screen;
import io.syncline.cli.output.Shell;
import io.syncline.odoo.testserver.OdooServer;
import java.io.IOException;
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
 * Goes through what the commands do, so that the JVM which is told to can keep the classes that they load for the starts
 * to come. The start script runs it once after each build. See {@code docs/adr/0019-a-start-in-a-moment.md}.
 */
final class Rehearsal {

    private static final String MODEL = "res.partner";
    private static final String LOGIN = "rehearsal";
    private static final int RECORDS = 20;

    /** Nothing listens there: the classes are loaded, then the command fails at once. */
    private static final String NOBODY = "127.0.0.1:1";

    /** So that what cannot be reached is not waited for. */
    private static final String NEVER_SYNCED = "state: {type: file, path: new.json}\n";

    private static final String KEPT_BESIDE =
            "models: {res.partner: {fields: [name]}}\nsink: {type: sqlite, path: beside.db}\nstate: {type: sqlite, path: beside.db}\n";

    private final Shell shell;

    private Rehearsal(Shell shell) {
        this.shell = shell;
    }

    /**
     * Rehearses.
     *
     * @param args none
     * @throws IOException if there is no place for the files of the rehearsal
     */
    public static void main(String[] args) throws IOException {
        Main.setProperties();
        Path stage = Files.createTempDirectory("syncline-rehearsal-");
        try (OdooServer odoo =
                OdooServer.builder().user(LOGIN, LOGIN).database(LOGIN).start()) {
            odoo.database()
                    .createAll(
                            MODEL,
                            IntStream.range(0, RECORDS)
                                    .mapToObj(i -> Map.of("name", "Partner " + i))
                                    .toList());
            new Rehearsal(on(stage)).all(odoo);
        } finally {
            remove(stage);
        }
        System.exit(0);
    }

    private static Shell on(Path stage) {
        Shell real = ProcessShell.of(new ProcessSignals());
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Shell(nowhere, nowhere, Screen.NONE, Map.of(), stage, real.clock(), real.signals());
    }

    private void all(OdooServer odoo) throws IOException {
        write("syncline.yaml", odoo.url(), "");
        run("sync", MODEL);
        run("sync", MODEL);
        run("sync", MODEL, "--json");
        run("plan", MODEL);
        run("cleanup", MODEL, "--dry-run");
        run("status");
        run("search", "partner");
        write("models.yaml", odoo.url(), KEPT_BESIDE);
        run("sync", MODEL, "--config", "models.yaml");
        run("sync", MODEL, "--config", "models.yaml", "--quiet");
        run("--help");
        run("sync", "--help");
        write("tls.yaml", "https://" + NOBODY, NEVER_SYNCED);
        run("sync", MODEL, "--config", "tls.yaml");
        write("qdrant.yaml", odoo.url(), "sink: {type: qdrant, host: 127.0.0.1, port: 1}\n" + NEVER_SYNCED);
        run("sync", MODEL, "--config", "qdrant.yaml");
    }

    private void write(String file, String url, String more) throws IOException {
        String config = """
                source: {type: odoo, url: "%s", database: %s, username: %s, password: %s, language: en_US}
                engine: {overlap: 0s}
                """.formatted(url, LOGIN, LOGIN, LOGIN);
        Files.writeString(shell.directory().resolve(file), config + more);
    }

    /** What fails here fails in earnest too, where somebody sees it. */
    private void run(String... command) {
        Main.run(command, shell);
    }

    private static void remove(Path stage) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(stage)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}

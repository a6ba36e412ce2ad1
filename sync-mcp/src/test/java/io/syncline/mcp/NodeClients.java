package io.syncline.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The clients in JavaScript, with the packages that their lock file names. Fetched once by npm, into the cache of the user. */
final class NodeClients {

    private static final long FETCH_MINUTES = 8;
    /** The clients that are libraries, with what they do. */
    static final NodeClients LIBRARIES =
            new NodeClients("clients", "package.json", "package-lock.json", "scenario.mjs", "sdk1.mjs", "sdk2.mjs");

    /** The inspector, which has a command line. */
    static final NodeClients INSPECTOR = new NodeClients("inspector", "package.json", "package-lock.json");

    private final String folder;
    private final List<String> files;

    private NodeClients(String folder, String... files) {
        this.folder = folder;
        this.files = List.of(files);
    }

    /** Whether the tests can run. A build server without Node is a mistake in its setup. */
    static boolean present() {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            String version = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (node.waitFor() == 0 && Integer.parseInt(version.replaceAll("v(\\d+).*", "$1")) >= 20) {
                return true;
            }
        } catch (IOException e) {
            // there is none
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (System.getenv("CI") != null) {
            throw new AssertionError("Node 20 or later is required for the tests of the MCP server on a build server");
        }
        return false;
    }

    /** The directory of the clients. */
    Path directory() throws Exception {
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        for (String file : files) {
            hash.update(resource(file));
        }
        Path cache = cache().resolve("syncline")
                .resolve("mcp-" + folder + "-"
                        + HexFormat.of().formatHex(hash.digest()).substring(0, 16));
        if (!Files.isDirectory(cache)) {
            fetch(cache);
        }
        return cache;
    }

    private static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        return configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
    }

    private byte[] resource(String file) throws IOException {
        try (InputStream in = NodeClients.class.getResourceAsStream(folder + "/" + file)) {
            return in.readAllBytes();
        }
    }

    /** Puts the directory in place by one rename, since other builds may do the same. */
    private void fetch(Path target) throws Exception {
        Files.createDirectories(target.getParent());
        Path work = Files.createTempDirectory(target.getParent(), "fetch-");
        for (String file : files) {
            Files.write(work.resolve(file), resource(file));
        }
        Path output = work.resolve("npm.log");
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!npm.waitFor(FETCH_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IllegalStateException("'npm ci' of the MCP clients failed: " + Files.readString(output));
        }
        try {
            Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }
}

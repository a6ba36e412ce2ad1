package io.syncline.testkit.node;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A folder of files with the packages of npm that its lock file names. Fetched once, into the cache of the user; a change of a
 * file makes another folder. Several builds may fetch at the same time.
 */
public final class NodePackages {

    private static final int NODE = 20;
    private static final long FETCH_MINUTES = 8;

    private final Class<?> owner;
    private final String folder;
    private final List<String> files;
    private final List<String> prepare;

    private NodePackages(Class<?> owner, String folder, List<String> files, List<String> prepare) {
        this.owner = owner;
        this.folder = folder;
        this.files = files;
        this.prepare = prepare;
    }

    /**
     * Packages whose files are resources.
     *
     * @param owner the class beside which the folder is
     * @param folder the name of the folder
     * @param files its files: {@code package.json}, {@code package-lock.json} and what is to be beside them
     */
    public static NodePackages of(Class<?> owner, String folder, String... files) {
        return new NodePackages(owner, folder, List.of(files), List.of());
    }

    /** The same packages, in whose folder Node runs a script once, after they were fetched. */
    public NodePackages preparedBy(String script) {
        return new NodePackages(owner, folder, files, List.of("node", script));
    }

    /**
     * Whether Node 20 or later and npm can be started. A build server without them is a mistake in its setup.
     *
     * @param purpose what needs them, such as {@code the tests of the MCP server}
     * @throws IllegalStateException if they cannot be started, and the variable {@code CI} is set
     */
    public static boolean available(String purpose) {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            String version = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (node.waitFor() == 0 && Integer.parseInt(version.replaceAll("v(\\d+).*", "$1")) >= NODE) {
                return true;
            }
        } catch (IOException e) {
            // there is none
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (System.getenv("CI") != null) {
            throw new IllegalStateException(
                    "Node " + NODE + " or later is required for " + purpose + " on a build server");
        }
        return false;
    }

    /**
     * The folder with its packages, fetched if it is not in the cache.
     *
     * @throws IOException if npm or the script failed; the message has what it printed
     */
    public Path directory() throws IOException, InterruptedException {
        Path cached = cache().resolve("syncline").resolve(name() + "-" + hash());
        if (!Files.isDirectory(cached)) {
            fetch(cached);
        }
        return cached;
    }

    /** The last part of the package's name and the folder's, such as {@code mcp-clients}. */
    private String name() {
        return owner.getPackageName().replaceAll(".*\\.", "") + "-" + folder;
    }

    private static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        return configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
    }

    private String hash() throws IOException {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            for (String file : files) {
                hash.update(content(file));
            }
            return HexFormat.of().formatHex(Arrays.copyOf(hash.digest(), 8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    private byte[] content(String file) throws IOException {
        try (InputStream in = owner.getResourceAsStream(folder + "/" + file)) {
            if (in == null) {
                throw new FileNotFoundException("No resource " + folder + "/" + file + " beside " + owner.getName());
            }
            return in.readAllBytes();
        }
    }

    /** Puts the folder in place by one rename, since other builds may do the same. */
    private void fetch(Path target) throws IOException, InterruptedException {
        Files.createDirectories(target.getParent());
        Path work = Files.createTempDirectory(target.getParent(), "fetch-");
        for (String file : files) {
            Files.write(work.resolve(file), content(file));
        }
        run(work, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        if (!prepare.isEmpty()) {
            run(work, prepare);
        }
        try {
            Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private void run(Path work, List<String> command) throws IOException, InterruptedException {
        Path output = work.resolve("fetch.log");
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(FETCH_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(
                    "'" + String.join(" ", command) + "' of " + name() + " failed: " + Files.readString(output));
        }
    }
}

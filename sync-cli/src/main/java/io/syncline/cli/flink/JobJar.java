package io.syncline.cli.flink;

import io.syncline.core.adapter.ConfigException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The jar of a job: a program, and below {@code lib/} the jars that it needs, which Flink finds there. */
public final class JobJar implements AutoCloseable {

    private static final String LIBRARIES = "lib/";

    private final Path file;
    private final boolean own;

    private JobJar(Path file, boolean own) {
        this.file = file;
        this.own = own;
    }

    /**
     * A jar with more libraries.
     *
     * @param built the jar as it was built
     * @param plugins jars to add, unless it has some of that name
     * @return the jar; to be closed
     * @throws ConfigException if a file cannot be read
     */
    public static JobJar of(Path built, List<Path> plugins) {
        if (!Files.isRegularFile(built)) {
            throw new ConfigException("There is no job jar " + built
                    + "; build it with 'mvn -Pflink package', or name it with --job-jar FILE");
        }
        try (ZipFile zip = new ZipFile(built.toFile())) {
            List<Path> added = plugins.stream()
                    .filter(plugin -> zip.getEntry(LIBRARIES + plugin.getFileName()) == null)
                    .toList();
            return added.isEmpty() ? new JobJar(built, false) : new JobJar(with(zip, added), true);
        } catch (IOException e) {
            throw new ConfigException("The job jar cannot be made of " + built + ": " + e.getMessage());
        }
    }

    private static Path with(ZipFile zip, List<Path> plugins) throws IOException {
        Path file = Files.createTempFile("syncline-flink-job-", ".jar");
        try (OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream out = new ZipOutputStream(stream)) {
            // what takes most of it is compressed already
            out.setLevel(Deflater.NO_COMPRESSION);
            copy(zip, out);
            Set<String> names = new HashSet<>();
            for (Path plugin : plugins) {
                if (names.add(plugin.getFileName().toString())) {
                    out.putNextEntry(new ZipEntry(LIBRARIES + plugin.getFileName()));
                    Files.copy(plugin, out);
                    out.closeEntry();
                }
            }
        } catch (IOException | RuntimeException e) {
            Files.delete(file);
            throw e;
        }
        return file;
    }

    private static void copy(ZipFile zip, ZipOutputStream out) throws IOException {
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            out.putNextEntry(new ZipEntry(entry.getName()));
            try (InputStream content = zip.getInputStream(entry)) {
                content.transferTo(out);
            }
            out.closeEntry();
        }
    }

    /** Where the build puts it. */
    public static Path besideCommandLine() {
        return ownJar().resolveSibling("flink").resolve("syncline-flink-job.jar");
    }

    /** The jars that were added to the class path of the command line. */
    public static List<Path> plugins() {
        Path own = ownJar();
        List<Path> jars = Arrays.stream(
                        System.getProperty("java.class.path", "").split(Pattern.quote(File.pathSeparator), -1))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(Files::isRegularFile)
                .toList();
        // without its jar it runs from the folders of a build, whose class path is of another kind
        return jars.contains(own)
                ? jars.stream().filter(jar -> !jar.equals(own)).toList()
                : List.of();
    }

    private static Path ownJar() {
        URL place = JobJar.class.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(place.toString())).toAbsolutePath().normalize();
    }

    /** Where it is, until this is closed. */
    public Path file() {
        return file;
    }

    @Override
    public void close() {
        if (own) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

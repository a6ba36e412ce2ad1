package io.syncline.cli.quick;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Rewrites what the tests themselves run on, as the build does with the libraries of the command line. */
public final class QuickCopies {

    private static final String LIBRARIES =
            ".*/(sync-|odoo-|onnx-|sqlite-|qdrant-|jdbc-|embedding-|picocli-|snakeyaml-engine-|ws-commons-util-|xmlrpc-client-)[^/]*\\.jar";

    private QuickCopies() {}

    /**
     * The class path of this process, with rewritten classes before those that they stand for.
     *
     * @param directory where to write them
     * @return the class path
     * @throws IOException if they cannot be written
     */
    public static String classPath(Path directory) throws IOException {
        List<String> result = new ArrayList<>();
        List<Path> all = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
        try (QuickClasses classes = new QuickClasses(all)) {
            for (Path entry : all) {
                if (Files.isDirectory(entry) || entry.toString().matches(LIBRARIES)) {
                    Path copy = directory.resolve(result.size() + ".jar");
                    QuickJar.of(Files.isDirectory(entry) ? zipped(entry, directory) : entry)
                            .rewritten(classes)
                            .write(copy);
                    result.add(copy.toString());
                }
            }
        }
        all.forEach(entry -> result.add(entry.toString()));
        return String.join(File.pathSeparator, result);
    }

    private static Path zipped(Path directory, Path to) throws IOException {
        Path file = Files.createTempFile(to, "classes", ".jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
                Stream<Path> files = Files.walk(directory)) {
            for (Path one : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(
                        new ZipEntry(directory.relativize(one).toString().replace(File.separatorChar, '/')));
                Files.copy(one, zip);
            }
        }
        return file;
    }
}

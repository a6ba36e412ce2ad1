package io.syncline.flink.program;

import io.syncline.core.adapter.AdapterProvider;
import io.syncline.flink.program.lengths.LengthsAdapter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Divides the class path of the tests into what a cluster has and what a job jar brings. */
final class ClusterFiles {

    /** As in the {@code lib} directory of a distribution. */
    private static final Pattern OF_CLUSTER = Pattern.compile(".*/(org/apache/flink|org/apache/commons|commons-[a-z]+"
            + "|com/esotericsoftware|org/objenesis|org/roaringbitmap|org/javassist|org/xerial/snappy|at/yawk"
            + "|org/snakeyaml|org/slf4j/slf4j-api|org/slf4j/slf4j-jdk14|tools/profiler)/.*");

    /** In both; the job has its own. */
    private static final Pattern OF_BOTH = Pattern.compile(".*/org/snakeyaml/.*");

    /** What neither side needs; the binaries of PostgreSQL and of local models are large. */
    private static final Pattern OF_TESTS = Pattern.compile(".*/(org/junit|org/assertj|org/testcontainers|io/zonky"
            + "|net/bytebuddy|com/github/docker-java|net/java/dev/jna|org/opentest4j|org/apiguardian|org/slf4j"
            + "|org/apache/tomcat|info/picocli|io/modelcontextprotocol|org/immutables|org/rnorth"
            + "|org/jetbrains|com/microsoft/onnxruntime|dev/langchain4j)/.*|.*/(testkit|onnx-adapter|odoo-testserver|sync-server|sync-web|sync-mcp|flink-job/[a-z/-]*test"
            + "[a-z/-]*)/.*");

    private ClusterFiles() {}

    /** The class path of JobManager and TaskManagers. */
    static String clusterClassPath() {
        return String.join(
                File.pathSeparator,
                entries(entry -> OF_CLUSTER.matcher(entry).matches()).toList());
    }

    /** Writes a job jar as the build does: the program, and its libraries as jars within. */
    static Path jobJar(Path directory) throws IOException {
        Path jar = directory.resolve("job.jar");
        Set<String> names = new HashSet<>();
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            out.write("Manifest-Version: 1.0\r\nMain-Class: %s\r\n\r\n"
                    .formatted(FlinkProgram.class.getName())
                    .getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
            int number = 0;
            for (String entry : entries(ClusterFiles::isOfJob).toList()) {
                Path path = Path.of(entry);
                String name = Files.isDirectory(path) ? "classes-" + number++ + ".jar" : name(path);
                if (names.add(name)) {
                    out.putNextEntry(new ZipEntry("lib/" + name));
                    write(path, out);
                    out.closeEntry();
                }
            }
        }
        return jar;
    }

    /** Writes a jar with the adapter of type {@code lengths}, as somebody else would, who has written it. */
    static Path plugin(Path directory) throws IOException {
        Path jar = directory.resolve("lengths.jar");
        String folder = LengthsAdapter.class.getPackageName().replace('.', '/');
        Path classes = Path.of(URI.create(LengthsAdapter.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .resolve(folder);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.list(classes)) {
            for (Path file : files.toList()) {
                out.putNextEntry(new ZipEntry(folder + "/" + file.getFileName()));
                Files.copy(file, out);
                out.closeEntry();
            }
            out.putNextEntry(new ZipEntry("META-INF/services/" + AdapterProvider.class.getName()));
            out.write(LengthsAdapter.class.getName().getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        return jar;
    }

    private static String name(Path jar) {
        return jar.getFileName().toString();
    }

    private static boolean isOfJob(String entry) {
        boolean own =
                !OF_CLUSTER.matcher(entry).matches() || OF_BOTH.matcher(entry).matches();
        return own && !OF_TESTS.matcher(entry).matches();
    }

    private static Stream<String> entries(Predicate<String> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Files.exists(Path.of(entry)))
                .map(entry -> Files.isDirectory(Path.of(entry)) ? entry + "/" : entry)
                .filter(wanted);
    }

    private static void write(Path path, OutputStream out) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.copy(path, out);
            return;
        }
        ZipOutputStream jar = new ZipOutputStream(out);
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new ZipEntry(path.relativize(file).toString()));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
        jar.finish();
    }
}

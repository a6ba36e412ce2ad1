package io.syncline.benchmarks.endtoend;

import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** {@code syncline sync} of an idle model as a process, compared with a bare JVM process that makes as many calls. */
public final class ProcessStart implements Harness {

    private static final double AIM = 4;
    private static final int BOUND_SECONDS = 300;

    /** Called by the list of harnesses. */
    public ProcessStart() {}

    @Override
    public String name() {
        return "process";
    }

    @Override
    public String purpose() {
        return "syncline sync of an idle model as a process, beside a bare JVM process that makes as many calls";
    }

    @Override
    public Section run(Size size) throws Exception {
        Path directory = Files.createTempDirectory("syncline-bench-process-");
        int records = size.of(200, 1_000);
        try (World world = new World(new World.Latencies(0, 0, 0, 0), 8, records)) {
            Path config = directory.resolve("syncline.yaml");
            Files.writeString(config, config(world, directory));
            Bare bare = bare(world, directory);
            List<String> sync = size == Size.SMOKE ? bare.hello() : sync(config);
            for (int i = 0; i < size.of(1, 3); i++) {
                millis(sync, directory);
            }
            return measure(bare, sync, directory, size.of(1, 31));
        } finally {
            delete(directory);
        }
    }

    private static List<String> sync(Path config) {
        String launcher =
                Path.of(System.getProperty("syncline.root", "."), "syncline").toString();
        return List.of(launcher, "sync", World.MODEL.value(), "--config", config.toString(), "--quiet");
    }

    /**
     * The commands of the reference processes.
     *
     * @param hello prints a line
     * @param urlConnection prints a line and makes the calls with {@code HttpURLConnection}
     * @param httpClient prints a line and makes the calls with {@code java.net.http}
     */
    private record Bare(List<String> hello, List<String> urlConnection, List<String> httpClient) {}

    private static Section measure(Bare bare, List<String> sync, Path directory, int rounds) throws Exception {
        List<Double> hellos = new ArrayList<>();
        List<Double> urlConnections = new ArrayList<>();
        List<Double> httpClients = new ArrayList<>();
        List<Double> syncs = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            hellos.add(millis(bare.hello(), directory));
            urlConnections.add(millis(bare.urlConnection(), directory));
            httpClients.add(millis(bare.httpClient(), directory));
            syncs.add(millis(sync, directory));
        }
        double syncMillis = median(syncs);
        Table table = new Table("process", "ms", "the sync, in multiples of it");
        row(table, "a bare JVM that says hello", median(hellos), syncMillis);
        row(table, "the same, and five HTTP calls with `HttpURLConnection`", median(urlConnections), syncMillis);
        row(table, "the same, and five HTTP calls with `java.net.http`", median(httpClients), syncMillis);
        table.row("`syncline sync` of an idle model", syncMillis, 1.0);
        return new Section(
                "An idle sync as a process",
                "`./syncline sync` with Odoo over XML-RPC on this machine and the embedded SQLite index, from the start of"
                        + " the launcher to its exit, in the Java that runs the benchmark. The bare processes have the JVM's"
                        + " default options and call the same server. Medians of " + rounds + " rounds.\n\n" + table
                        + verdict(syncMillis / median(httpClients), syncMillis / median(urlConnections)));
    }

    private static void row(Table table, String what, double millis, double sync) {
        table.row(what, millis, sync / millis);
    }

    private static String verdict(double ofHttpClient, double ofUrlConnection) {
        return "\nThe aim is at most " + (int) AIM
                + " times a bare JVM that says hello and makes the same calls. It is "
                + reached(ofHttpClient) + " beside the client that Syncline uses (`java.net.http`), and "
                + reached(ofUrlConnection) + " beside the one that starts faster. A sync also reads its configuration,"
                + " takes a lease and stores its state, all in code that runs for the first time.\n";
    }

    private static String reached(double ratio) {
        return ratio <= AIM ? "reached" : "**not reached**";
    }

    /** In a jar, like Syncline itself. */
    private static Bare bare(World world, Path directory) throws IOException {
        String hello = "io.syncline.benchmarks.Hello";
        String trips = "io.syncline.benchmarks.RoundTrips";
        String jar = directory.resolve("bare.jar").toString();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(Path.of(jar)))) {
            for (String type : List.of(hello, trips)) {
                String file = type.replace('.', '/') + ".class";
                try (InputStream classFile = Objects.requireNonNull(
                        ProcessStart.class.getClassLoader().getResourceAsStream(file), file)) {
                    out.putNextEntry(new JarEntry(file));
                    classFile.transferTo(out);
                }
            }
        }
        String url = world.odooUrl() + "/";
        return new Bare(
                java(jar, hello), java(jar, trips, "HttpURLConnection", url), java(jar, trips, "java.net.http", url));
    }

    private static List<String> java(String classPath, String... mainAndArguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath));
        command.addAll(List.of(mainAndArguments));
        return command;
    }

    private static String config(World world, Path directory) {
        return """
                source:
                  type: odoo
                  url: %s
                  database: demo
                  username: bench
                  password: bench
                models:
                  %s:
                    fields: [name]
                embedder:
                  type: onnx
                sink:
                  type: sqlite
                  path: %s
                state:
                  type: sqlite
                  path: %s
                engine:
                  overlap: 0s
                """.formatted(
                        world.odooUrl(), World.MODEL, directory.resolve("index.db"), directory.resolve("index.db"));
    }

    private static double millis(List<String> command, Path directory) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Path output = directory.resolve("output.txt");
        long start = System.nanoTime();
        Process process = builder.redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
        double millis = (System.nanoTime() - start) / 1e6;
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    String.join(" ", command) + (ended ? " failed: " : " did not end: ") + Files.readString(output));
        }
        return millis;
    }

    private static double median(List<Double> rounds) {
        List<Double> sorted = new ArrayList<>(rounds);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Collections.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}

package io.syncline.benchmarks.endtoend;

import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** {@code syncline sync} on an idle model as a process, beside a process of Java that says hello. */
public final class ProcessStart implements Harness {

    private static final int TRIPS = 5;
    private static final double AIM = 3;

    /** Made by the list of harnesses. */
    public ProcessStart() {}

    @Override
    public String name() {
        return "process";
    }

    @Override
    public String purpose() {
        return "syncline sync of an idle model as a process, beside a Java process that says hello";
    }

    @Override
    public Section run(Size size) throws Exception {
        Path directory = Files.createTempDirectory("syncline-bench-process-");
        int records = size.of(200, 1_000);
        try (World world = new World(new World.Latencies(0, 0, 0, 0), 8, records)) {
            Path config = directory.resolve("syncline.yaml");
            Files.writeString(config, config(world, directory));
            Commands bare = bare(world, directory);
            List<String> sync = size == Size.SMOKE
                    ? bare.hello()
                    : List.of(
                            Path.of(System.getProperty("syncline.root", "."), "syncline")
                                    .toString(),
                            "sync",
                            World.MODEL.value(),
                            "--config",
                            config.toString(),
                            "--quiet");
            for (int i = 0; i < size.of(1, 3); i++) {
                millis(sync, directory);
            }
            return measured(world, bare, sync, directory, size.of(1, 31));
        } finally {
            delete(directory);
        }
    }

    /**
     * What the sync is compared with.
     *
     * @param hello a process that says hello
     * @param trips a process that says hello and makes the round trips
     * @param kept the same with its classes kept
     */
    private record Commands(List<String> hello, List<String> trips, List<String> kept) {}

    private static Section measured(World world, Commands bare, List<String> sync, Path directory, int rounds)
            throws Exception {
        List<Double> hellos = new ArrayList<>();
        List<Double> warm = new ArrayList<>();
        List<Double> trips = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        List<Double> syncs = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            hellos.add(millis(bare.hello(), directory));
            warm.add(trips(world));
            trips.add(millis(bare.trips(), directory));
            kept.add(millis(bare.kept(), directory));
            syncs.add(millis(sync, directory));
        }
        double process = median(trips);
        double parts = median(hellos) + median(warm);
        Table table = new Table("what", "ms", "in the third row", "in the first two rows together");
        row(table, "a bare Java process that says hello", median(hellos), process, parts);
        row(table, "five HTTP round trips in a Java process that is warm", median(warm), process, parts);
        row(table, "a bare Java process that says hello and makes five round trips", process, process, parts);
        row(table, "the same with its classes kept and Java's options for a quick start", median(kept), process, parts);
        row(table, "`syncline sync` of an idle model", median(syncs), process, parts);
        return new Section(
                "An idle sync as a process",
                "`./syncline sync` with Odoo over XML-RPC on this machine and the embedded SQLite index, from the start of"
                        + " the script to its exit, in the Java that runs the benchmark. A bare process has Java's own options, its"
                        + " own client (`HttpURLConnection`, the quicker of two to start) and nothing else. Medians of "
                        + rounds + " rounds.\n\n" + table + verdict(median(syncs) / process, median(syncs) / parts));
    }

    private static void row(Table table, String what, double millis, double process, double parts) {
        table.row(what, millis, millis / process, millis / parts);
    }

    private static String verdict(double inProcesses, double inParts) {
        return "\nThe aim is three times a bare hello-world plus the calls. Beside a new process that does both it is "
                + reached(inProcesses)
                + "; beside the sum of a new process that says hello and of the calls of a warm one, it is "
                + reached(inParts)
                + ". A sync also reads its options and its configuration, speaks XML-RPC, takes a lease and keeps its"
                + " state in SQLite, all in code that runs for the first time, which Java interprets.\n";
    }

    private static String reached(double ratio) {
        return ratio <= AIM ? "reached" : "**not reached**";
    }

    /** Java keeps classes of jars only, so the processes get one. */
    private static Commands bare(World world, Path directory) throws IOException, InterruptedException {
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
        String archive = directory.resolve("bare.jsa").toString();
        String url = world.odooUrl() + "/";
        millis(java(jar, List.of("-XX:ArchiveClassesAtExit=" + archive), trips, url), directory);
        return new Commands(
                java(jar, List.of(), hello),
                java(jar, List.of(), trips, url),
                java(jar, List.of("-XX:SharedArchiveFile=" + archive, "-XX:TieredStopAtLevel=1"), trips, url));
    }

    private static List<String> java(String classPath, List<String> options, String... mainAndArguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
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
        int status = builder.redirectOutput(output.toFile()).start().waitFor();
        double millis = (System.nanoTime() - start) / 1e6;
        if (status != 0) {
            throw new IllegalStateException(
                    String.join(" ", command) + " ended with " + status + ": " + Files.readString(output));
        }
        return millis;
    }

    private static double trips(World world) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(world.odooUrl() + "/")).build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
        long start = System.nanoTime();
        for (int i = 0; i < TRIPS; i++) {
            client.send(request, HttpResponse.BodyHandlers.discarding());
        }
        return (System.nanoTime() - start) / 1e6;
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

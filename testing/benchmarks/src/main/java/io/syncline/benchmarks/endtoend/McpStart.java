package io.syncline.benchmarks.endtoend;

import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code syncline mcp} as an assistant starts it: the time to its first answer, and the memory that it takes while it is idle. */
public final class McpStart implements Harness {

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}
            """;
    private static final String INITIALIZED = """
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            """;
    private static final String LIST = """
            {"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}
            """;
    private static final int BOUND_SECONDS = 120;

    /** Called by the list of harnesses. */
    public McpStart() {}

    @Override
    public String name() {
        return "mcp";
    }

    @Override
    public String purpose() {
        return "syncline mcp from its start to the answer of initialize, and its memory at rest";
    }

    /** What one start took. */
    private record Start(double initialize, double tools, double processor, double memory, int answer) {}

    @Override
    public Section run(Size size) throws Exception {
        Path directory = Files.createTempDirectory("syncline-bench-mcp-");
        Path config = directory.resolve("syncline.yaml");
        Files.writeString(config, """
                source: {type: odoo, url: "http://localhost:1", database: demo, username: bench, password: bench}
                models: {res.partner: {fields: [name]}}
                sink: {type: sqlite, path: index.db}
                """);
        List<Start> starts = new ArrayList<>();
        try {
            int warm = size.of(0, 3);
            for (int i = 0; i < warm + size.of(1, 15); i++) {
                Start start = start(size, config, directory);
                if (i >= warm) {
                    starts.add(start);
                }
            }
        } finally {
            delete(directory);
        }
        Table table = new Table("from the start of the launcher", "median", "most");
        row(table, "ms to the answer of `initialize`", starts.stream().map(Start::initialize));
        row(table, "ms to the list of tools", starts.stream().map(Start::tools));
        row(table, "ms of processor time until then", starts.stream().map(Start::processor));
        row(table, "MB of memory at rest (resident)", starts.stream().map(Start::memory));
        row(table, "kB of the list of tools", starts.stream().map(start -> start.answer() / 1000.0));
        return new Section(
                "Starting the MCP server",
                "`./syncline mcp --quiet` with Odoo, the bundled model and SQLite, over standard input and output, in the Java that"
                        + " runs the benchmark. No system is contacted before the first tool needs one. "
                        + starts.size()
                        + " starts after three that are not counted.\n\n" + table);
    }

    private static void row(Table table, String what, Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        table.row(what, sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    private static Start start(Size size, Path config, Path directory) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command(size, config));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.redirectError(directory.resolve("errors.txt").toFile());
        long begin = System.nanoTime();
        Process process = builder.start();
        try (BufferedReader answers =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                OutputStream requests = process.getOutputStream()) {
            ask(requests, INITIALIZE);
            result(answers.readLine(), directory);
            double initialize = (System.nanoTime() - begin) / 1e6;
            ask(requests, INITIALIZED);
            ask(requests, LIST);
            String list = result(answers.readLine(), directory);
            double tools = (System.nanoTime() - begin) / 1e6;
            double processor = process.toHandle()
                    .info()
                    .totalCpuDuration()
                    .map(time -> time.toNanos() / 1e6)
                    .orElse(0.0);
            return new Start(initialize, tools, processor, resident(process), list.length());
        } finally {
            if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** The smallest size runs in a build, which has the classes of the command line but not the jars that the launcher starts. */
    private static List<String> command(Size size, Path config) {
        List<String> command = new ArrayList<>(
                size == Size.SMOKE
                        ? List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.syncline.cli.Main")
                        : List.of(Path.of(System.getProperty("syncline.root", "."), "syncline")
                                .toAbsolutePath()
                                .toString()));
        command.addAll(List.of("mcp", "--config", config.toString(), "--quiet"));
        return command;
    }

    private static void ask(OutputStream requests, String message) throws IOException {
        requests.write(message.getBytes(StandardCharsets.UTF_8));
        requests.flush();
    }

    private static String result(@Nullable String answer, Path directory) throws IOException {
        if (answer == null || !answer.contains("\"result\":{")) {
            throw new IllegalStateException(
                    "Not a result: " + answer + " " + Files.readString(directory.resolve("errors.txt")));
        }
        return answer;
    }

    /** The launcher replaces itself by the JVM, so the process is that of the server. */
    private static double resident(Process process) throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
                .findFirst()
                .orElse(0);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Collections.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}

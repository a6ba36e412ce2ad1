package io.syncline.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists and runs benchmarks.
 *
 * <pre>
 * list                         lists the benchmarks
 * run NAME... [--smoke]        measures, each in a JVM of its own, and writes docs/benchmarks.md
 * here NAME [--smoke]          measures in this JVM and prints
 * jmh ARGUMENTS                JMH
 * </pre>
 */
public final class Main {

    private final Path root;

    private Main(Path root) {
        this.root = root;
    }

    /**
     * Starts the program.
     *
     * @param arguments see {@link Main}
     * @throws Exception if a benchmark fails
     */
    public static void main(String... arguments) throws Exception {
        Main main = new Main(Path.of(System.getProperty("syncline.root", ".")));
        List<String> words = List.of(arguments.length == 0 ? new String[] {"list"} : arguments);
        List<String> remaining = words.subList(1, words.size());
        switch (words.get(0)) {
            case "list" -> main.list();
            case "run" -> main.run(remaining);
            case "here" -> main.measure(remaining, false);
            case "measure" -> main.measure(remaining, true);
            case "jmh" -> org.openjdk.jmh.Main.main(remaining.toArray(String[]::new));
            default -> throw new IllegalArgumentException("Expected list, run, here or jmh, not " + words);
        }
    }

    private void list() {
        Stream.concat(Harnesses.all().stream(), Harnesses.ofServers().stream())
                .forEach(harness -> System.out.printf("%-16s %s%n", harness.name(), harness.purpose()));
        System.out.println("run all | run NAME... [--smoke] | here NAME [--smoke] | jmh ARGUMENTS");
    }

    private void run(List<String> words) throws IOException, InterruptedException {
        List<String> options =
                words.stream().filter(word -> word.startsWith("--")).toList();
        List<String> names = new ArrayList<>(words);
        names.removeAll(options);
        for (Harness harness : names.equals(List.of("all")) ? Harnesses.all() : Harnesses.named(names)) {
            int status = new ProcessBuilder(command(harness, options))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException(harness.name() + " failed with status " + status);
            }
        }
    }

    private List<String> command(Harness harness, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(harness.jvmOptions());
        command.add("-Dsyncline.root=" + root);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("measure", harness.name()));
        command.addAll(options);
        return command;
    }

    /** Measures in this JVM; only full measurements are published on the page. */
    private void measure(List<String> words, boolean publish) throws Exception {
        Harness harness = Harnesses.named(words.subList(0, 1)).get(0);
        Size size = words.contains("--smoke") ? Size.SMOKE : Size.FULL;
        Section section = harness.run(size);
        System.out.println("\n## " + section.title() + "\n\n" + section.text());
        if (publish && size == Size.FULL) {
            String machine = Machine.describe(LocalDate.now(ZoneOffset.UTC));
            new Page(root.resolve("docs")).write(harness.name(), section, machine);
        }
    }
}

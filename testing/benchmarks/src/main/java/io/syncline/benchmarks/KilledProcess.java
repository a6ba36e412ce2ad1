package io.syncline.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs a program with {@code -Xmx128m}, and kills it when it says that it has come far enough. */
public final class KilledProcess {

    /** What a program prints before the number of records that it has processed. */
    public static final String AT = "at ";

    /** What a program prints at its end, before its own words. */
    public static final String DONE = "done ";

    private KilledProcess() {}

    /**
     * Runs a program until a number of records, and kills it.
     *
     * @param program its main class
     * @param records the number
     * @param arguments of the program
     * @throws IOException if it cannot be started
     * @throws InterruptedException if this thread is interrupted
     */
    public static void killAt(Class<?> program, long records, String... arguments)
            throws IOException, InterruptedException {
        run(program, records, arguments);
    }

    /**
     * Runs a program to its end.
     *
     * @param program its main class
     * @param arguments of the program
     * @return the words that it printed at its end
     * @throws IOException if it cannot be started
     * @throws InterruptedException if this thread is interrupted
     */
    public static String[] toTheEnd(Class<?> program, String... arguments) throws IOException, InterruptedException {
        String last = run(program, Long.MAX_VALUE, arguments);
        if (!last.startsWith(DONE)) {
            throw new IllegalStateException("The resumed sync did not complete: " + last);
        }
        return last.substring(DONE.length()).split(" ", -1);
    }

    private static String run(Class<?> program, long killAt, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String last = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
                if (line.startsWith(AT) && Long.parseLong(line.substring(AT.length())) >= killAt) {
                    break;
                }
            }
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
        return last;
    }

    /**
     * Deletes what the programs have left.
     *
     * @param directory with all in it
     * @throws IOException if that fails
     */
    public static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}

package io.syncline.cli;

import io.syncline.cli.output.Screen;
import io.syncline.cli.output.Shell;
import io.syncline.cli.output.Signals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Runs commands in a directory of its own, as the launcher would. */
final class CliHarness {

    final Path directory;
    final Map<String, String> environment = new HashMap<>();
    InputStream in = InputStream.nullInputStream();
    Screen screen = Screen.NONE;
    Signals signals = new Signals() {
        @Override
        public <T> T during(Runnable stop, Callable<T> work) throws Exception {
            return work.call();
        }
    };

    CliHarness(Path directory) {
        this.directory = directory;
    }

    record Result(int status, String out, String err) {

        String all() {
            return out + err;
        }
    }

    CliHarness file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /**
     * The command line as a process in the directory. A build in the background of a script ignores SIGINT, and children
     * inherit that; Java cannot restore a signal that was ignored when it started, Perl can.
     */
    ProcessBuilder process(String classPath, String... args) {
        List<String> words = new ArrayList<>(List.of(
                "perl",
                "-e",
                "$SIG{INT} = 'DEFAULT'; exec @ARGV or die $!",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath,
                Main.class.getName()));
        words.addAll(List.of(args));
        return new ProcessBuilder(words).directory(directory.toFile());
    }

    Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(
                in,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                screen,
                environment,
                directory,
                Clock.systemUTC(),
                signals);
        int status = Main.run(args, shell);
        shell.out().flush();
        shell.err().flush();
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}

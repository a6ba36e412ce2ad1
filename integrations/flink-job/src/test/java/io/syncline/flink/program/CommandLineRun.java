package io.syncline.flink.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncline.cli.Main;
import io.syncline.cli.output.Screen;
import io.syncline.cli.output.Shell;
import io.syncline.cli.output.Signals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A command that has ended.
 *
 * @param status its exit status
 * @param out its standard output
 * @param err its standard error
 */
record CommandLineRun(int status, String out, String err) {

    /** Signals that a test sends. */
    static final class Stops implements Signals {

        private volatile Runnable stop = () -> {};

        @Override
        public <T> T during(Runnable asked, Callable<T> work) throws Exception {
            stop = asked;
            return work.call();
        }

        void send() {
            stop.run();
        }
    }

    static CommandLineRun of(Path directory, Map<String, String> environment, String... words) {
        return of(directory, environment, new Stops(), words);
    }

    static CommandLineRun of(Path directory, Map<String, String> environment, Stops stops, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Screen.NONE,
                environment,
                directory,
                Clock.systemUTC(),
                stops);
        int status = Main.run(words, shell);
        return new CommandLineRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    JsonNode json() {
        try {
            return new JsonMapper().readTree(out);
        } catch (IOException e) {
            throw new AssertionError("No JSON: " + this, e);
        }
    }
}

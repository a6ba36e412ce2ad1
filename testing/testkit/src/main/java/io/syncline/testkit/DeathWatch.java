package io.syncline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Ends a server and removes its files when this process dies, even if it is killed.
 *
 * @param shell a process that waits for the end of the pipe from this one
 */
public record DeathWatch(Process shell) {

    /** A line from the pipe says that there is nothing to do. */
    private static final String SCRIPT = "read -r _ || { kill -KILL \"$0\"; rm -rf \"$1\"; }";

    /**
     * Starts to watch over a server.
     *
     * @param server its process
     * @param directory its files
     */
    public static DeathWatch start(Process server, Path directory) {
        try {
            return new DeathWatch(
                    new ProcessBuilder("sh", "-c", SCRIPT, Long.toString(server.pid()), directory.toString())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start());
        } catch (IOException e) {
            server.destroyForcibly();
            throw new UncheckedIOException("Cannot watch over the server", e);
        }
    }

    /** Ends the watch; the server and its files stay. */
    public void dismiss() {
        try (Writer line = shell.outputWriter(StandardCharsets.US_ASCII)) {
            line.write('\n');
        } catch (IOException e) {
            // It is gone already.
            return;
        }
    }
}

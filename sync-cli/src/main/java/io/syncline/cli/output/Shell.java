package io.syncline.cli.output;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What surrounds a command.
 *
 * @param out results go here
 * @param err everything else goes here
 * @param screen what shows {@code err}
 * @param environment variables by name
 * @param directory the working directory, absolute
 * @param clock the time
 * @param signals tells of requests to stop
 */
public record Shell(
        PrintStream out,
        PrintStream err,
        Screen screen,
        Map<String, String> environment,
        Path directory,
        InstantSource clock,
        Signals signals) {

    /** Copies the variables. */
    public Shell {
        environment = Map.copyOf(environment);
    }
}

package io.syncline.cli.output;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * The environment of a command.
 *
 * @param in what a command reads that talks with a program
 * @param out takes results
 * @param err takes everything else
 * @param screen the screen of {@code err}
 * @param environment environment variables
 * @param directory the working directory, absolute
 * @param clock the clock
 * @param signals the signals that stop a command
 */
public record Shell(
        InputStream in,
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

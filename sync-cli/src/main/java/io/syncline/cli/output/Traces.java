package io.syncline.cli.output;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Formats stack traces. */
public final class Traces {

    /** How to get the stack trace of an internal error. */
    public static final String ADVICE = "Run with --verbose for the stack trace";

    private static final String INTERNAL = " failed with an internal error: ";

    private Traces() {}

    /**
     * Whether a failure is an exception that nobody expected, as the engine reports it.
     *
     * @param failure the failure
     * @return true if only its stack trace tells the cause
     */
    public static boolean isInternal(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains(INTERNAL);
    }

    /**
     * The stack trace of a failure and its causes.
     *
     * @param failure the failure
     * @return lines without line ends
     */
    public static List<String> lines(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString().lines().toList();
    }
}

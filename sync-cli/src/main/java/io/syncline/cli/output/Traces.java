package io.syncline.cli.output;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Formats stack traces. */
public final class Traces {

    private Traces() {}

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

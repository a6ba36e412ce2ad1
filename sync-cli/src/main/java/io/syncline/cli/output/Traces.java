package io.syncline.cli.output;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Stack traces, for those who asked for them. */
public final class Traces {

    private Traces() {}

    /**
     * The trace of a failure and its causes.
     *
     * @param failure what happened
     * @return lines without their ends
     */
    public static List<String> lines(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString().lines().toList();
    }
}

package io.syncline.cli;

import java.io.PrintStream;
import java.io.PrintWriter;

final class Writers {

    private Writers() {}

    /** A writer without a buffer, in the charset of the stream. */
    static PrintWriter of(PrintStream stream) {
        return new PrintWriter(stream, true) {
            @Override
            public void write(String text, int offset, int length) {
                stream.print(text.substring(offset, offset + length));
            }

            @Override
            public void println() {
                stream.println();
                stream.flush();
            }
        };
    }
}

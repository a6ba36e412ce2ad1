package io.syncline.mcp.internal.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines of a bounded length. Not thread-safe. */
final class LineReader {

    private static final int BUFFER = 8192;

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;

    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * A line.
     *
     * @param text without line end; empty if it was too long
     * @param tooLong whether it was longer than allowed, and so was skipped
     */
    record Line(String text, boolean tooLong) {}

    /** The next line; empty at the end of the input. */
    Optional<Line> read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        boolean any = false;
        while (fill()) {
            any = true;
            int start = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            tooLong |= line.size() + next - start > longest;
            if (tooLong) {
                line = new ByteArrayOutputStream();
            } else {
                line.write(buffer, start, next - start);
            }
            if (next < end) {
                next++;
                return Optional.of(new Line(line.toString(StandardCharsets.UTF_8), tooLong));
            }
        }
        return any ? Optional.of(new Line(line.toString(StandardCharsets.UTF_8), tooLong)) : Optional.empty();
    }

    private boolean fill() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer));
        }
        return end > 0;
    }
}

package io.syncline.cli.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What was opened together and is closed together, the last one first. Not thread-safe. */
final class Parts implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Opens a part; if that fails, closes all. */
    <T extends AutoCloseable> T open(Supplier<T> opener) {
        try {
            T part = opener.get();
            opened.push(part);
            return part;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            close(opened.pop());
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Closing failed", e);
        }
    }
}

package io.syncline.cli.wiring;

import io.syncline.cli.config.ConfigException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Adapters that were opened together and are closed together, the last one first. Not thread-safe. */
final class Parts implements AutoCloseable {

    private final Deque<Runnable> opened = new ArrayDeque<>();

    /** Opens a part; if it refuses its settings, everything is closed and the section is named. */
    <T extends AutoCloseable> T open(String section, Supplier<T> opener) {
        try {
            return keep(opener.get());
        } catch (IllegalArgumentException | IllegalStateException e) {
            close();
            throw new ConfigException("The '" + section + "' section of the configuration: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    <T extends AutoCloseable> T keep(T part) {
        opened.push(() -> closeQuietly(part));
        return part;
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Closing failed", e);
        }
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().run();
        }
    }
}

package io.syncline.cli.wiring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
            closeAll().forEach(e::addSuppressed);
            throw e;
        }
    }

    /** Closes all, also after one that cannot be closed. */
    @Override
    public void close() {
        List<RuntimeException> failures = closeAll();
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private List<RuntimeException> closeAll() {
        List<RuntimeException> failures = new ArrayList<>();
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (RuntimeException e) {
                failures.add(e);
            } catch (Exception e) {
                failures.add(new IllegalStateException("Closing failed", e));
            }
        }
        return failures;
    }
}

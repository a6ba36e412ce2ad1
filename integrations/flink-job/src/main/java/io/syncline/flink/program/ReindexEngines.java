package io.syncline.flink.program;

import io.syncline.api.SyncListener;
import io.syncline.api.failure.TransientException;
import io.syncline.cli.wiring.OpenReindex;
import io.syncline.flink.job.EngineProvider;

/**
 * The engines that fill the new collection of a reindex. The coordinator begins it; workers wait for that, since two processes that
 * begin would begin two collections.
 *
 * @param config their configuration
 */
record ReindexEngines(JobConfig config) implements EngineProvider {

    private static final int POLLS = 240;
    private static final long POLL_MILLIS = 500;

    @Override
    public ProvidedEngine open() {
        return open(OpenReindex.of(config.read(), SyncListener.NONE));
    }

    @Override
    public ProvidedEngine openWorker() {
        OpenReindex open = OpenReindex.of(config.read(), SyncListener.NONE);
        try {
            awaitCollection(open);
        } catch (RuntimeException | Error e) {
            open.close();
            throw e;
        }
        return open(open);
    }

    private static ProvidedEngine open(OpenReindex open) {
        try {
            OpenReindex.Filling filling = open.fill();
            return new ProvidedEngine(filling.engine(), () -> close(open, filling));
        } catch (RuntimeException | Error e) {
            open.close();
            throw e;
        }
    }

    private static void close(OpenReindex open, OpenReindex.Filling filling) {
        try {
            filling.close();
        } finally {
            open.close();
        }
    }

    private static void awaitCollection(OpenReindex open) {
        try {
            for (int poll = 0; poll < POLLS; poll++) {
                if (open.collections().status().building().isPresent()) {
                    return;
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new TransientException("The coordinator has not begun a new collection", null);
    }
}

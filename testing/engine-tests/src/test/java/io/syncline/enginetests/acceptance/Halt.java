package io.syncline.enginetests.acceptance;

import io.syncline.api.ActiveRun;
import io.syncline.api.ModelName;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Pauses the first run that starts until it is released; other runs are not affected. */
final class Halt implements SyncListener {

    private final long records;
    private final AtomicReference<ModelName> halted = new AtomicReference<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Halt(long records) {
        this.records = records;
    }

    static Halt atStart() {
        return new Halt(0);
    }

    static Halt afterRecords(long records) {
        return new Halt(records);
    }

    void awaitReached() throws InterruptedException {
        reached.await();
    }

    void release() {
        released.countDown();
    }

    @Override
    public void started(ActiveRun run) {
        if (halted.compareAndSet(null, run.model()) && records == 0) {
            halt();
        }
    }

    @Override
    public void progressed(RunProgress progress) {
        if (records > 0 && progress.processed() >= records && progress.model().equals(halted.get())) {
            halt();
        }
    }

    private void halt() {
        reached.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

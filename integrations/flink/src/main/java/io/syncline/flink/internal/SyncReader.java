package io.syncline.flink.internal;

import io.syncline.flink.job.EngineProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * A worker of a sync, in a slot of a TaskManager. The task thread, on which Flink calls, only passes messages, so checkpoints never
 * wait for it; the work is done on threads of its own.
 */
final class SyncReader implements SourceReader<String, SyncSourceParts.Slot> {

    private final SourceReaderContext context;
    private final EventClient client;
    private final RangeLoop loop;
    private byte @Nullable [] report;
    private boolean emitted;

    SyncReader(SourceReaderContext context, EngineProvider provider, String source) {
        this.context = context;
        this.client = new EventClient(context);
        String name = context.getLocalHostName() + "#" + context.getIndexOfSubtask();
        this.loop = new RangeLoop(name, provider, source, client);
    }

    @Override
    public void start() {
        context.getUserCodeClassLoader().registerReleaseHookIfAbsent("syncline", JobThreads::awaitEnd);
        loop.start();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        SyncMessage message = (SyncMessage) event;
        if (message.number() == SyncMessage.REPORT) {
            report = message.content();
        } else {
            client.answered(message);
        }
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return loop.end().handle((done, thrown) -> null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<String> output) {
        if (!loop.end().isDone()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        if (loop.end().isCompletedExceptionally()) {
            throw JobOutcome.failure("Worker " + context.getIndexOfSubtask() + " failed", loop.failure());
        }
        byte[] ended = report;
        if (ended != null && !emitted && context.getIndexOfSubtask() == 0) {
            emitted = true;
            output.collect(new String(ended, StandardCharsets.UTF_8));
        }
        return InputStatus.END_OF_INPUT;
    }

    @Override
    public List<SyncSourceParts.Slot> snapshotState(long checkpoint) {
        return List.of();
    }

    @Override
    public void addSplits(List<SyncSourceParts.Slot> slots) {
        // none is ever assigned
    }

    @Override
    public void notifyNoMoreSplits() {
        // the coordinator says when there are no more ranges
    }

    @Override
    public void close() {
        loop.stop();
    }
}

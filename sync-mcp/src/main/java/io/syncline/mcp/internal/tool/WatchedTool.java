package io.syncline.mcp.internal.tool;

import io.syncline.mcp.internal.call.ProgressSink;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A tool whose client hears once a second that it is still at work, and which is interrupted when the client cancels the call. Thread-safe.
 *
 * @param what what it does, as the beginning of a message
 * @param tool answers
 * @param context gives threads and time
 */
record WatchedTool(String what, Tool tool, ToolContext context) implements Tool {

    private static final Duration TICK = Duration.ofSeconds(1);

    @Override
    public Map<String, Object> call(ToolCall call) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        FutureTask<Map<String, Object>> task = new FutureTask<>(() -> tool.call(call)) {
            @Override
            protected void done() {
                done.complete(null);
            }
        };
        context.executor().execute(task);
        try {
            await(CompletableFuture.anyOf(done, call.request().cancelled()), call.progress());
            if (!task.isDone()) {
                throw new InvalidCallException("The client cancelled the call");
            }
            return task.get();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (CancellationException e) {
            throw new InterruptedException("The server is shutting down");
        } finally {
            task.cancel(true);
        }
    }

    private void await(CompletableFuture<?> event, ProgressSink progress) throws InterruptedException {
        long begun = context.time().nanos();
        for (long tick = 1; !event.isDone(); tick++) {
            context.time().await(event, TICK);
            if (!event.isDone()) {
                long seconds = Duration.ofNanos(context.time().nanos() - begun).toSeconds();
                progress.send(new ProgressSink.Update(tick, 0, what + ", " + seconds + " s"));
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException failure) throws InterruptedException {
        Throwable cause = failure.getCause();
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}

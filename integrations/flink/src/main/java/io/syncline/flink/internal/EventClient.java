package io.syncline.flink.internal;

import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.CoordinatorClient;
import io.syncline.core.cluster.WorkerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.source.SourceReaderContext;

/** Sends requests as events of a reader to its enumerator. Thread-safe. */
final class EventClient implements CoordinatorClient {

    /** Later than a change of points takes; a request that is answered by then is sent again. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SourceReaderContext context;
    private final Map<Long, CompletableFuture<CoordinatorAnswer>> unanswered = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();

    EventClient(SourceReaderContext context) {
        this.context = context;
    }

    @Override
    public CompletableFuture<CoordinatorAnswer> ask(WorkerRequest request) {
        long number = requests.incrementAndGet();
        CompletableFuture<CoordinatorAnswer> answer = new CompletableFuture<>();
        unanswered.put(number, answer);
        answer.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, thrown) -> unanswered.remove(number));
        context.sendSourceEventToCoordinator(new SyncMessage(number, MessageCodec.write(request)));
        return answer;
    }

    /** An answer has come. */
    void answered(SyncMessage message) {
        CompletableFuture<CoordinatorAnswer> waiting = unanswered.get(message.number());
        if (waiting != null) {
            waiting.complete(MessageCodec.readAnswer(message.content()));
        }
    }
}

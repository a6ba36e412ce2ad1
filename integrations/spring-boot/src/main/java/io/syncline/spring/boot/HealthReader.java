package io.syncline.spring.boot;

import io.syncline.service.Freshness;
import io.syncline.service.ModelHealth;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the health indicators of both generations show. The service asks the stores every few seconds at most; one that does not
 * answer delays a probe by {@link #PATIENCE} and holds one thread. Thread-safe.
 */
final class HealthReader {

    /** How long a probe waits. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * Not one of Spring's own states, so that a source that is away does not take the application out of its load balancer,
     * unless it is configured to.
     */
    static final String STALE = "STALE";

    static final String UP = "UP";
    static final String UNKNOWN = "UNKNOWN";

    private final Supplier<List<ModelHealth>> models;
    private final Executor threads = new StarterThreads("health");
    private @Nullable CompletableFuture<List<ModelHealth>> pending;

    /**
     * A reader.
     *
     * @param models asks the service; may block
     */
    HealthReader(Supplier<List<ModelHealth>> models) {
        this.models = models;
    }

    /**
     * A state with details.
     *
     * @param status one of the constants
     * @param details what is shown of the models
     */
    record State(String status, Map<String, Object> details) {}

    State read() {
        CompletableFuture<List<ModelHealth>> question = question();
        try {
            return state(question.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new State(UNKNOWN, Map.of("problem", "A store has not answered for " + PATIENCE.toSeconds() + " s"));
        } catch (ExecutionException e) {
            return new State(
                    UNKNOWN,
                    Map.of("problem", String.valueOf(StarterThreads.cause(e).getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new State(UNKNOWN, Map.of());
        }
    }

    /** One question at a time, however many probes there are. */
    private synchronized CompletableFuture<List<ModelHealth>> question() {
        if (pending == null || pending.isDone()) {
            pending = CompletableFuture.supplyAsync(models, threads);
        }
        return pending;
    }

    private static State state(List<ModelHealth> models) {
        Map<String, Object> details = new LinkedHashMap<>();
        boolean stale = false;
        for (ModelHealth model : models) {
            stale |= model.freshness() == Freshness.STALE || model.freshness() == Freshness.FAILING;
            details.put(model.model().value(), details(model));
        }
        return new State(stale ? STALE : UP, details);
    }

    private static Map<String, Object> details(ModelHealth model) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("freshness", model.freshness().code());
        model.lag().ifPresent(lag -> details.put("lag_ms", lag.toMillis()));
        model.status()
                .flatMap(status -> status.lastSync())
                .ifPresent(time -> details.put("last_sync_timestamp", time.toString()));
        model.problem().ifPresent(problem -> details.put("problem", problem));
        return details;
    }
}

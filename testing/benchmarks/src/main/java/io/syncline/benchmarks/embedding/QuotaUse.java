package io.syncline.benchmarks.embedding;

import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** How much of a quota is used, in real time. The processor is mostly idle, so all cases run concurrently. */
public final class QuotaUse implements Harness {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "quota";
    }

    @Override
    public String purpose() {
        return "how much of an embedding quota is used, by one engine and by two; takes seven minutes";
    }

    private static List<QuotaCase> cases(boolean full) {
        Duration three = full ? Duration.ofMinutes(3) : Duration.ofSeconds(2);
        Duration six = full ? Duration.ofMinutes(6) : Duration.ofSeconds(2);
        return List.of(
                new QuotaCase("all of the quota is there", 1, 1, MINUTE, three),
                new QuotaCase("half of it, counted over 5 s", 1, 0.5, Duration.ofSeconds(5), three),
                new QuotaCase("half of it, counted over a minute", 1, 0.5, MINUTE, six),
                new QuotaCase("all of it, two engines with a shared budget", 2, 1, MINUTE, three));
    }

    @Override
    public Section run(Size size) {
        ExecutorService executor = Executors.newCachedThreadPool();
        Table table = new Table(
                "the service",
                "used, %",
                "requests",
                "refused, %",
                "refused once settled, %",
                "records lost",
                "records embedded twice");
        try {
            List<QuotaCase> cases = cases(size == Size.FULL);
            List<CompletableFuture<QuotaCase.Measured>> running = cases.stream()
                    .map(one -> CompletableFuture.supplyAsync(() -> one.run(executor), executor))
                    .toList();
            for (int i = 0; i < cases.size(); i++) {
                QuotaCase.Measured result = running.get(i).join();
                table.row(
                        cases.get(i).name(),
                        result.used(),
                        result.requests(),
                        result.refused(),
                        result.refusedSettled(),
                        result.lost(),
                        result.twice());
            }
        } finally {
            executor.shutdownNow();
        }
        return new Section(
                "Using the quota of an embedding service",
                "A simulated service with 150 ms latency; configured are 2,000 requests and 3,000,000 tokens a minute, and texts are"
                        + " 400 tokens, ten to a request. *Used* is the share of the tokens that the service really gives, from the first request on,"
                        + " over three minutes (over six where it counts half of the quota by the minute). *Settled* is 10 s after the first"
                        + " refusal, or after the service's first window if that is later.\n\n" + table);
    }
}
